import Applying
import Diagnosis
import Planning
import Steps

/// A fix that is done: its steps under a journal, then the look that tells whether it worked.
struct FixExecution: Sendable {
    let round: FixRound
    let fix: Fix
    let run: LocalRun
    let before: Report

    func run(text: FixText, isText: Bool) throws -> FixResult {
        let run = run
        let journal = LocalState.journal(of: run.head)
        let live = LiveRun(round.job.settings, isText: isText)
        let ends = Waiting.run {
            await run.carryOut(journal, watch: live.watch) { end in if isText { live.write(text.ended(end)) } }.ends
        }
        var result = FixResult(finding: fix.finding, recipe: fix.recipe.id, state: .fixed, ends: ends)
        if let stopped = StopText.sentences(ends, of: run.head.steps.count) {
            result.state = .stopped
            result.says = stopped
        } else if let last = ends.last, let says = last.says {
            result.state = .failed
            result.says = [says, Self.goBack]
            result.log = journal.logPath
            if isText { live.write(LiveRun.failure(ends, log: result.log, text.paint)) }
        } else {
            verify(&result, isText, live.watch.stop)
        }
        live.end()
        if result.state != .stopped { try LocalState.close(journal, isWell: result.state == .fixed, result.says.first) }
        if isText { Output.write(text.verdict(result) + "\n") }
        return result
    }

    static let goBack = "drydock fix --undo takes back what was done."

    private func verify(_ result: inout FixResult, _ isText: Bool, _ stop: Stop) {
        let (fix, before, round) = (fix, before, round)
        if isText { Output.note("Looking again …") }
        let verdict = Waiting.run {
            await FixVerification(examination: round.examination, host: round.host)
                .verify(fix.finding.id, before: before, risk: fix.risk, stop: stop) { seconds in
                    if isText, seconds >= 10, seconds % 15 < 3 {
                        Output.note("Not clear yet, after \(seconds) s; looking again …")
                    }
                }
        }
        result.cleared = verdict.cleared
        result.new = verdict.new.map(\.id)
        switch verdict.state {
        case .cleared: result.state = .fixed
        case .found:
            result.state = .notFixed
            let now = verdict.report.findings.first { $0.id == fix.finding.id }
            result.says = ["Every step was done, and it is still found: \(now?.says ?? fix.finding.says)", Self.goBack]
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
