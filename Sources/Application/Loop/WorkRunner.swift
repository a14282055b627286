import Applying
import Diagnosis
import Hosts
import Screens
import Steps
import Synchronization

/// Prepares and carries out what changes this machine, in the background and one thing at a time, and puts what is heard of it into the
/// mailbox.
final class WorkRunner: Sendable {
    private let host: any Host
    private let mailbox: Mailbox
    private let examination: @Sendable () async -> Examination
    private let state = Mutex(State())

    private struct State {
        /// What was prepared last and shown.
        var prepared: (Undertaking, PreparedWork)?
        var task: Task<Void, Never>?
        var stop = Stop()
        /// Tokens and keys that a person gave.
        var values: [Placeholder: String] = [:]
        /// Whether something is being done, not only looked at.
        var isDoing = false
        /// Whether something was done since the program began.
        var hasDone = false
    }

    init(host: any Host, mailbox: Mailbox, examination: @escaping @Sendable () async -> Examination) {
        self.host = host
        self.mailbox = mailbox
        self.examination = examination
    }

    var isBusy: Bool { state.withLock { $0.task != nil } }
    /// Whether this machine is being changed.
    var isDoing: Bool { state.withLock { $0.isDoing } }

    /// Whether something was done since the program began.
    var hasDone: Bool { state.withLock { $0.hasDone } }

    /// Takes tokens and keys for what is prepared from now on.
    func give(_ values: [String: String]) {
        state.withLock { state in
            for (name, value) in values { if let name = Placeholder(rawValue: name) { state.values[name] = value } }
        }
    }

    /// Reads what was done on this machine.
    func listRuns() {
        start { [self] in
            do throws(Refusal) {
                try LocalState.demandRoot()
                let runs = try LocalState.runs().map { run in
                    PastRun(
                        name: run.name, title: run.head.name, began: run.began, state: RunsJob.State(run).words,
                        canBeTakenBack: RunsJob.State(run) == .stands || run.isOpen)
                }
                mailbox.put(.runs(runs, problem: nil))
            } catch { mailbox.put(.runs([], problem: error.description)) }
        }
    }

    /// Looks at what would be done.
    func prepare(_ undertaking: Undertaking, skipping skipped: [String]) {
        start { [self] in
            let values = state.withLock { $0.values }
            let preparing = WorkPreparing(examination: await examination(), host: host, values: values)
            do throws(Refusal) {
                show(undertaking, try await preparing.prepare(undertaking, skipping: skipped), notice: nil)
            } catch { tell(undertaking, .refused(error.description)) }
        }
    }

    private func show(_ undertaking: Undertaking, _ work: PreparedWork, notice: String?) {
        state.withLock { $0.prepared = (undertaking, work) }
        var plan = WorkPlan(work)
        plan.notice = notice
        tell(undertaking, .prepared(plan))
    }

    /// Does what was prepared.
    func carryOut(_ undertaking: Undertaking, stop: Stop = Stop()) {
        guard let (what, work) = state.withLock({ $0.prepared }), what == undertaking else { return }
        state.withLock { $0.stop = stop }
        start(isDoing: true) { [self] in
            let doing = WorkDoing(examination: await examination(), host: host, stop: stop) { [self] in tell(undertaking, $0) }
            let clock = Task { [self] in
                let start = ContinuousClock.now
                while !Task.isCancelled {
                    try? await Task.sleep(for: .seconds(1))
                    tell(undertaking, .time(Int((ContinuousClock.now - start) / .seconds(1))))
                }
            }
            defer { clock.cancel() }
            do throws(Refusal) {
                guard let now = try await doing.carryOut(work) else { return }
                show(undertaking, now, notice: "This machine has changed since this was shown. Nothing was done; read it again.")
            } catch { tell(undertaking, .refused(error.description)) }
        }
    }

    /// Stops what is being done: when the running step has ended, or its command at once.
    func stop(now: Bool) {
        guard let (stop, what) = state.withLock({ $0.isDoing ? ($0.stop, $0.prepared?.0) : nil }) else { return }
        now ? stop.end() : stop.ask()
        if let what { tell(what, .stopping) }
    }

    /// Waits until what is being done has stopped after its step: the terminal is gone.
    func finish() {
        guard let task = state.withLock({ $0.isDoing ? $0.task : nil }) else { return }
        stop(now: false)
        Waiting.run { await task.value }
    }

    private func tell(_ undertaking: Undertaking, _ event: WorkEvent) { mailbox.put(.work(undertaking, event)) }

    private func start(isDoing: Bool = false, _ work: @escaping @Sendable () async -> Void) {
        state.withLock { state in
            guard state.task == nil else { return }
            state.isDoing = isDoing
            if isDoing { state.hasDone = true }
            state.task = Task.detached { [self] in
                await work()
                self.state.withLock { state in
                    state.task = nil
                    state.isDoing = false
                }
            }
        }
    }
}
