import Glibc
import Steps

/// A `kubeadm init` or `join` that an earlier run began and that did not come to its end: what it left is in the way of another try.
public struct HalfMade: Sendable, Equatable {
    /// The step that stopped in the middle.
    public var step: Step
    /// What takes away what it left: the step's own way back.
    public var cleaning: Step

    /// The first of the steps that is half made here; nil where none is. A command that ended well made what it is for, however the step
    /// ended: nothing of it is taken away.
    ///
    /// - Parameters:
    ///   - state: drydock's own folder.
    ///   - environment: variables that commands get besides their usual environment.
    public static func find(
        among steps: [Step], below state: String = LocalDoer.state, environment: [String: String] = [:]
    ) async throws(DoerError) -> HalfMade? {
        let doer = LocalDoer(run: "look", below: state)
        for step in steps {
            guard case .actions(let back) = step.undo, !back.isEmpty, step.actions.contains(where: isWatched),
                await doer.isNoted(step.key), case .succeeds(let words)? = step.check
            else { continue }
            let run = try JournalRun.newest(below: state) { run in run.standing.contains { $0.step.key == step.key } }
            guard let part = run?.standing.first(where: { $0.step.key == step.key }), part.isInCommand else { continue }
            if let end = try? await doer.ask(words, environment: environment), end.status == 0 { continue }
            return HalfMade(step: step, cleaning: cleaning(of: step, by: back))
        }
        return nil
    }

    /// Forgets that the step was begun: what it left is gone.
    public func forget(below state: String = LocalDoer.state) async throws(DoerError) {
        try await LocalDoer(run: "look", below: state).clear(step.key)
    }

    /// The same, for a caller that cannot wait in an error.
    public func forgotten() async -> Result<Void, DoerError> {
        do throws(DoerError) { return .success(try await forget()) } catch { return .failure(error) }
    }

    private static func isWatched(_ action: Action) -> Bool {
        if case .run(let run) = action { CommandWatch.isMeant(run.words) } else { false }
    }

    private static func cleaning(of step: Step, by actions: [Action]) -> Step {
        Step(
            "clean-up-\(step.key)", on: step.machine, phase: .reset, title: "Take away what the last try left.",
            why: "\"\(step.title)\" stopped in the middle, and what it left is in the way of another try.", risk: .destroys,
            actions: actions, undo: .none(because: "What a try left half made is of no use."), seconds: 30)
    }
}

extension JournalRun.Part {
    /// Whether its last command to watch did not end, or not well.
    fileprivate var isInCommand: Bool { watched.map { $0 != 0 } ?? false }
}
