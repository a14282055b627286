import Applying
import Diagnosis
import Hosts
import Planning
import Steps

/// A fix that is done: its steps under a journal, then the look that tells whether it worked. The command and the page share it.
struct FixExecution: Sendable {
    let examination: Examination
    let host: any Host
    let fix: Fix
    let run: LocalRun
    let before: Report

    /// What the node is looked at for.
    enum Look: Sendable {
        /// Why a step failed.
        case why
        /// Whether the rule is clear, so many seconds after the last step.
        case verify(seconds: Int)
    }

    /// - Parameters:
    ///   - watch: is told what happens, and can end it.
    ///   - ended: called after each step.
    ///   - looking: called before each look at the node afterwards.
    func carryOut(
        _ watch: RunWatch, ended: (StepEnd) async -> Void, looking: (Look) -> Void
    ) async -> Result<FixResult, Refusal> {
        let journal = LocalState.journal(of: run.head)
        let ends = await run.carryOut(journal, watch: watch, ended: ended).ends
        var result = FixResult(finding: fix.finding, recipe: fix.recipe.id, state: .fixed, ends: ends)
        result.run = journal.run
        if let stopped = StopText.sentences(ends, of: run.head.steps.count) {
            result.state = .stopped
            result.says = stopped
            return .success(result)
        }
        if let last = ends.last, let says = last.says {
            result.state = .failed
            result.reason = says
            result.says = [says, Self.goBack]
            result.log = journal.logPath
            looking(.why)
            result.causes = await FailureDiagnosis(examination: examination, host: host).causes(
                of: ends, before: before, apartFrom: fix.finding.id)
        } else {
            looking(.verify(seconds: 0))
            await verify(&result, watch.stop, looking)
        }
        do throws(Refusal) { try LocalState.close(journal, isWell: result.state == .fixed, result.says.first) } catch {
            return .failure(error)
        }
        return .success(result)
    }

    static let goBack = "drydock fix --undo takes back what was done."

    private func verify(_ result: inout FixResult, _ stop: Stop, _ looking: (Look) -> Void) async {
        let verdict = await FixVerification(examination: examination, host: host)
            .verify(fix.finding.id, before: before, risk: fix.risk, stop: stop) { looking(.verify(seconds: $0)) }
        result.cleared = verdict.cleared
        result.new = verdict.new.map(\.id)
        switch verdict.state {
        case .cleared:
            result.state = .fixed
            result.healthy = await HealthyState.keep(verdict.report, examination, host)
        case .found:
            result.state = .notFixed
            let now = verdict.report.findings.first { $0.id == fix.finding.id }?.says ?? fix.finding.says
            result.reason = now
            result.says = ["Every step was done, and it is still found: \(now)", Self.goBack]
        case .unknown:
            result.state = .unverified
            result.says = [
                "Every step was done, but whether it worked cannot be told now. Look again: drydock diagnose", Self.goBack,
            ]
        }
        if !result.new.isEmpty {
            result.says.append("Found now, and not before: \(result.new.joined(separator: ", ")). Look: drydock diagnose")
        }
    }
}
