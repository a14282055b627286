import Applying
import Diagnosis
import Facts
import Hosts
import KnowledgeFormat
import Planning
import Screens
import Steps

/// Carries out what a person agreed to on this machine, and tells what happens while it does.
struct WorkDoing: Sendable {
    let examination: Examination
    let host: any Host
    let stop: Stop
    let tell: @Sendable (WorkEvent) -> Void

    /// Looks at the machine while a kubeadm runs that may wait in vain.
    private var commands: CommandWatch { BringUpWatch.commands(examination, host) }

    private var watch: RunWatch {
        RunWatch(stop: stop, commands: commands) { [tell] progress in
            switch progress {
            case .began(let step, _, _): tell(.step(step.key))
            case .command(let line): tell(.command(line))
            case .output(let line): tell(.output([line]))
            case .bar(let line): tell(.bar(line))
            case .ended: break
            }
        }
    }

    /// Does it under the lock. What would be done is looked at once more before: where it is not what was agreed to, nothing is done and
    /// the new work comes back.
    func carryOut(_ work: PreparedWork) async throws(Refusal) -> PreparedWork? {
        tell(.began)
        let lock = try LocalState.lock(work.name)
        defer { withExtendedLifetime(lock) {} }
        let now = try await WorkPreparing(examination: examination, host: host).looked(work)
        guard now.ends == work.ends else { return now }
        switch work.kind {
        case .fix(let fix, let before): try await self.fix(fix, before, run(work))
        case .apply(_, let next): try await apply(next, run(work))
        case .cleanUp(let half, _): try await cleanUp(half, run(work))
        case .resume(let open): try await resume(open, run(work))
        case .undo(let run): await undo(run)
        }
        return nil
    }

    private func run(_ work: PreparedWork) -> LocalRun {
        LocalRun(work.head, values: work.values, look: CheckLook(knowledge: examination.knowledge, host: host).holds)
    }

    private func fix(_ fix: Fix, _ before: Report, _ run: LocalRun) async throws(Refusal) {
        let execution = FixExecution(examination: examination, host: host, fix: fix, run: run, before: before)
        let result = try await execution.carryOut(watch) {
            tell(.ended(WorkStep($0)))
        } looking: { look in
            if case .verify = look { tell(.verifying) } else { tell(.diagnosing) }
        }.get()
        let titles = result.cleared.compactMap { id in before.findings.first { $0.id == id }?.rule.title }
        let state: WorkOutcome.State =
            switch result.state {
            case .notFixed: .notFixed
            case .unverified: .unverified
            case .failed: .failed
            case .stopped: .stopped
            case .fixed, .wouldFix, .refused, .declined, .byHand: .done
            }
        let reason = [result.reason].compactMap { $0 } + Self.words(result.healthy)
        let says = state == .stopped ? stopped(result.ends, run) : reason
        let outcome = WorkOutcome(
            state, says: says, cleared: titles,
            new: result.new, causes: result.causes.map(WorkOutcome.Cause.init), log: result.log)
        tell(.finished(outcome))
    }

    private func apply(_ next: [WorkOutcome.Next], _ run: LocalRun) async throws(Refusal) {
        // A run that was cut off goes on by the notes of its steps, of the same plan or of a newer one.
        if let open = try LocalState.open() {
            try LocalState.close(
                LocalState.journal(of: open), isWell: false, "It was cut off; \(run.head.name) was applied after it.")
        }
        let journal = LocalState.journal(of: run.head)
        let (ends, made) = await run.carryOut(journal, watch: watch) { tell(.ended(WorkStep($0))) }
        let learned = try LearnedValues.keep(made).map { ["What the other machines need is in \($0), for root alone."] } ?? []
        guard ends.allSatisfy({ $0.status == 0 }) else {
            var outcome = await unfinished(ends, run, journal, before: nil)
            outcome.says += learned
            return try close(journal, outcome)
        }
        tell(.verifying)
        let report = examination.report(on: await examination.look(at: host))
        let healthy = Self.words(await HealthyState.keep(report, examination, host))
        try close(journal, WorkOutcome(.done, says: healthy + learned, next: next))
    }

    private func cleanUp(_ half: HalfMade, _ run: LocalRun) async throws(Refusal) {
        let journal = LocalState.journal(of: run.head)
        let ends = await run.carryOut(journal, watch: watch) { tell(.ended(WorkStep($0))) }.ends
        guard ends.allSatisfy({ $0.status == 0 }) else {
            return try close(journal, await unfinished(ends, run, journal, before: nil))
        }
        do throws(DoerError) { try await half.forget() } catch { throw Refusal(error.description, status: 1) }
        try close(
            journal,
            WorkOutcome(.cleaned, says: ["What the last try left is taken away. Look again for what the plan would do now."]))
    }

    private func resume(_ open: JournalRun, _ run: LocalRun) async throws(Refusal) {
        let before = examination.report(on: await examination.look(at: host))
        let journal = LocalState.journal(of: open)
        let ends = await run.carryOut(journal, watch: watch) { tell(.ended(WorkStep($0))) }.ends
        guard ends.allSatisfy({ $0.status == 0 }) else {
            return try close(journal, await unfinished(ends, run, journal, before: before))
        }
        guard let rule = open.head.rule else { return try close(journal, WorkOutcome(.done)) }
        tell(.verifying)
        let verdict = await FixVerification(examination: examination, host: host).verify(
            rule, before: before, risk: open.head.steps.map(\.risk).max() ?? .looks, stop: watch.stop
        ) { _ in }
        let state: WorkOutcome.State =
            switch verdict.state {
            case .cleared: .done
            case .found: .notFixed
            case .unknown: .unverified
            }
        let titles = verdict.cleared.compactMap { id in before.findings.first { $0.id == id }?.rule.title }
        let now = state == .notFixed ? verdict.report.findings.first { $0.id == rule }?.says : nil
        try close(journal, WorkOutcome(state, says: [now].compactMap { $0 }, cleared: titles, new: verdict.new.map(\.id)))
    }

    private func undo(_ run: JournalRun) async {
        let journal = LocalState.journal(of: run)
        let doer = LocalDoer(run: run.name, journal: journal, watch: watch)
        let ends = await TakingBack(run, by: doer, journal: journal).carryOut { tell(.ended(WorkStep($0))) }
        let bad = ends.first { !$0.isWell }
        tell(
            .finished(
                WorkOutcome(
                    bad == nil ? .done : bad?.state == .stopped ? .stopped : .failed, says: [bad?.says].compactMap { $0 },
                    log: journal.logPath)))
    }

    private func unfinished(
        _ ends: [StepEnd], _ run: LocalRun, _ journal: Journal, before: Report?
    ) async -> WorkOutcome {
        if ends.last?.state == .stopped { return WorkOutcome(.stopped, says: stopped(ends, run), log: journal.logPath) }
        tell(.diagnosing)
        let causes = await FailureDiagnosis(examination: examination, host: host).causes(
            of: ends, before: before, apartFrom: run.head.rule)
        return WorkOutcome(
            .failed, says: [ends.last?.says].compactMap { $0 }, causes: causes.map(WorkOutcome.Cause.init), log: journal.logPath)
    }

    /// What a person who stopped it is told; the ways on stand below it on the page.
    private func stopped(_ ends: [StepEnd], _ run: LocalRun) -> [String] {
        StopText.done(ends, of: run.head.steps.count)
    }

    private static func words(_ healthy: String?) -> [String] {
        healthy.map { ["Nothing is wrong here now. What the machine is like is kept for: drydock diagnose --against \($0)"] }
            ?? []
    }

    /// A run that was stopped stays open: it can be gone on with.
    private func close(_ journal: Journal, _ outcome: WorkOutcome) throws(Refusal) {
        if outcome.state != .stopped {
            try LocalState.close(journal, isWell: [.done, .cleaned].contains(outcome.state), outcome.says.first)
        }
        tell(.finished(outcome))
    }
}
