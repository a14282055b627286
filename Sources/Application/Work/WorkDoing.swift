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
    let tell: @Sendable (WorkEvent) -> Void

    /// Does it under the lock. What would be done is looked at once more before: where it is not what was agreed to, nothing is done and
    /// the new work comes back.
    func carryOut(_ work: PreparedWork) async throws(Refusal) -> PreparedWork? {
        let lock = try LocalState.lock(work.name)
        defer { withExtendedLifetime(lock) {} }
        let now = try await WorkPreparing(examination: examination, host: host).looked(work)
        guard now.ends == work.ends else { return now }
        tell(.began)
        switch work.kind {
        case .fix(let fix, let before): try await self.fix(fix, before, run(work))
        case .apply(_, let next): try await apply(next, run(work))
        case .resume(let open): try await resume(open, run(work))
        case .undo(let run): await undo(run)
        }
        return nil
    }

    private func run(_ work: PreparedWork) -> LocalRun {
        LocalRun(work.head, look: CheckLook(knowledge: examination.knowledge, host: host).holds)
    }

    private func fix(_ fix: Fix, _ before: Report, _ run: LocalRun) async throws(Refusal) {
        let journal = LocalState.journal(of: run.head)
        let ends = await done(run, journal)
        guard ends.allSatisfy({ $0.status == 0 }) else { return try close(journal, unfinished(ends)) }
        try close(journal, await verified(fix.finding.id, before, fix.risk))
    }

    private func apply(_ next: [WorkOutcome.Next], _ run: LocalRun) async throws(Refusal) {
        // A run that was cut off goes on by the notes of its steps, of the same plan or of a newer one.
        if let open = try LocalState.open() {
            try LocalState.close(
                LocalState.journal(of: open), isWell: false, "It was cut off; \(run.head.name) was applied after it.")
        }
        let journal = LocalState.journal(of: run.head)
        let ends = await done(run, journal)
        var outcome = unfinished(ends)
        if ends.allSatisfy({ $0.status == 0 }) { outcome = WorkOutcome(.done, next: next) }
        try close(journal, outcome)
    }

    private func resume(_ open: JournalRun, _ run: LocalRun) async throws(Refusal) {
        let before = examination.report(on: await examination.look(at: host))
        let journal = LocalState.journal(of: open)
        let ends = await done(run, journal)
        guard ends.allSatisfy({ $0.status == 0 }) else { return try close(journal, unfinished(ends)) }
        guard let rule = open.head.rule else { return try close(journal, WorkOutcome(.done)) }
        try close(journal, await verified(rule, before, open.head.steps.map(\.risk).max() ?? .looks))
    }

    private func undo(_ run: JournalRun) async {
        let journal = LocalState.journal(of: run)
        if let first = run.standing.first { tell(.step(first.step.key)) }
        let ends = await TakingBack(run, by: LocalDoer(run: run.name, journal: journal), journal: journal).carryOut { end in
            tell(.ended(WorkStep(end)))
        }
        let failed = ends.first { $0.state == .failed }
        tell(.finished(WorkOutcome(failed == nil ? .done : .failed, says: [failed?.says].compactMap { $0 })))
    }

    private func done(_ run: LocalRun, _ journal: Journal) async -> [StepEnd] {
        let keys = run.head.steps.map(\.key)
        if let first = keys.first { tell(.step(first)) }
        return await run.carryOut(journal) { end in
            tell(.ended(WorkStep(end)))
            guard end.status == 0, let at = keys.firstIndex(of: end.step.key), at + 1 < keys.count else { return }
            tell(.step(keys[at + 1]))
        }.ends
    }

    private func unfinished(_ ends: [StepEnd]) -> WorkOutcome {
        WorkOutcome(.failed, says: [ends.last?.says].compactMap { $0 })
    }

    private func verified(_ rule: String, _ before: Report, _ risk: Risk) async -> WorkOutcome {
        tell(.verifying)
        let verdict = await FixVerification(examination: examination, host: host)
            .verify(rule, before: before, risk: risk) { _ in }
        let titles = verdict.cleared.compactMap { id in before.findings.first { $0.id == id }?.rule.title }
        var outcome = WorkOutcome(.done, cleared: titles, new: verdict.new.map(\.id))
        switch verdict.state {
        case .cleared: break
        case .found:
            outcome.state = .notFixed
            if let now = verdict.report.findings.first(where: { $0.id == rule }) { outcome.says = [now.says] }
        case .unknown: outcome.state = .unverified
        }
        return outcome
    }

    private func close(_ journal: Journal, _ outcome: WorkOutcome) throws(Refusal) {
        try LocalState.close(journal, isWell: outcome.state == .done, outcome.says.first)
        tell(.finished(outcome))
    }
}
