import Synchronization

/// Ends a run before its end: between two steps where that is asked, at once where it is ended.
public final class Stop: Sendable {
    private struct State {
        var isAsked = false
        var isEnded = false
        var number = 0
        /// What ends the commands that run.
        var running: [Int: @Sendable () -> Void] = [:]
    }

    private let state = Mutex(State())
    /// Asked between two steps, where the run was asked to stop: whether it is meant. Where not, the run goes on.
    private let confirm: (@Sendable () async -> Bool)?

    public init(confirm: (@Sendable () async -> Bool)? = nil) { self.confirm = confirm }

    /// Asks the run to stop when the step that is being done has ended.
    public func ask() { state.withLock { $0.isAsked = true } }

    /// Ends the command that runs, with all that it started, and with it the run. What it takes to leave no step in a worse state than half
    /// done, such as moving a manifest back, is still done; asked again, that is ended too.
    public func end() {
        let running = state.withLock { state in
            (state.isAsked, state.isEnded) = (true, true)
            return Array(state.running.values)
        }
        for end in running { end() }
    }

    /// Takes ``ask()`` back.
    public func goOn() { state.withLock { if !$0.isEnded { $0.isAsked = false } } }

    /// Whether the run was asked to stop, and nobody took that back.
    public var isAsked: Bool { state.withLock { $0.isAsked } }
    /// Whether the run is to end in the middle of a step.
    public var isEnded: Bool { state.withLock { $0.isEnded } }

    /// Whether the run stops here, between two steps.
    func holds() async -> Bool {
        guard isAsked else { return false }
        guard let confirm, !isEnded, await !confirm() else { return true }
        goOn()
        return isEnded
    }

    /// Does work that ``end()`` can cut short by `ending` it.
    func during<Result>(_ ending: @escaping @Sendable () -> Void, _ work: () async -> Result) async -> Result {
        let number = state.withLock { state in
            state.number += 1
            state.running[state.number] = ending
            return state.number
        }
        defer { state.withLock { $0.running[number] = nil } }
        return await work()
    }
}
