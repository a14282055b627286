import Applying
import Diagnosis
import Facts
import Hosts
import KnowledgeFormat
import Planning
import Steps
import Text

/// One run of `drydock fix`: finding by finding, each looked at anew.
struct FixRound: Sendable {
    let job: FixJob
    let examination: Examination
    let host: any Host

    private var text: FixText { FixText(paint: job.settings.paint, width: Output.isTerminal ? min(Output.width, 100) : 80) }
    private var isText: Bool { job.format == .text }

    /// What the node showed.
    struct Sight: Sendable {
        var report: Report
        var facts: FactSet
    }

    func run(_ rule: String?) throws -> [FixResult] {
        var sight = look()
        if let rule {
            guard let finding = try asked(rule, sight) else { return [] }
            try chosen(finding)
            return [try one(finding, sight)]
        }
        var results: [FixResult] = []
        var tried: Set<String> = []
        while let finding = sight.report.findings.first(where: {
            $0.isCause && $0.rule.severity != .notice && !tried.contains($0.id)
        }) {
            tried.insert(finding.id)
            let result = try one(finding, sight)
            results.append(result)
            if [.failed, .stopped].contains(result.state) { break }
            if !result.ends.isEmpty, job.mode != .check { sight = look() }
        }
        if results.isEmpty, isText { Output.write("Nothing wrong was found; there is nothing to fix.\n") }
        return results
    }

    private func look() -> Sight {
        let (examination, host) = (examination, host)
        return Waiting.run {
            let (finished, facts) = await examination.examineKeepingFacts(host, slow: SlowLook.tell)
            return Sight(report: finished.report, facts: facts)
        }
    }

    /// The finding of a rule; nil where it finds nothing.
    private func asked(_ rule: String, _ sight: Sight) throws -> Finding? {
        let report = sight.report
        if let finding = report.findings.first(where: { $0.id == rule }) {
            if let cause = finding.causedBy.first {
                throw Refusal("\(rule) is a symptom of \(cause). Fix that first: drydock fix \(cause)", status: 3)
            }
            return finding
        }
        if let gaps = report.unknown.first(where: { $0.rule == rule })?.gaps {
            var reasons: [String] = []
            for gap in gaps where !reasons.contains(gap.reason.words) { reasons.append(gap.reason.words) }
            throw Refusal(
                "\(rule) could not be judged here, so whether there is anything to fix is not known. "
                    + reasons.joined(separator: " "), status: 3)
        }
        if let expected = report.expected.first(where: { $0.id == rule }) {
            throw Refusal("\(expected.rule.title): this is expected now, and nothing to fix.", status: 3)
        }
        if isText { Output.write("\(rule) finds nothing here; there is nothing to fix.\n") }
        return nil
    }

    /// Refuses a recipe that is none of the rule's, and a value that none of them asks for.
    private func chosen(_ finding: Finding) throws(Refusal) {
        let ids = finding.rule.recipes
        if let recipe = job.recipe, !ids.contains(recipe) {
            let others = ids.isEmpty ? "It has none." : "It has \(ids.joined(separator: ", "))."
            throw Refusal("\(recipe) is no recipe of \(finding.id). \(others)", status: 2)
        }
        let recipes = examination.knowledge.recipes.filter { ids.contains($0.id) && (job.recipe ?? $0.id) == $0.id }
        let names = recipes.flatMap(\.params).filter { $0.ask != nil }.map(\.name)
        guard let unknown = job.answers.keys.sorted().first(where: { !names.contains($0) }) else { return }
        let near = NearestWord.to(unknown, among: names).map { " Did you mean \($0)?" } ?? ""
        throw Refusal("No recipe of \(finding.id) asks for \"\(unknown)\".\(near)", status: 2)
    }

    private func one(_ finding: Finding, _ sight: Sight) throws -> FixResult {
        let choice = FixChoice(knowledge: examination.knowledge, facts: sight.facts, answers: job.answers, recipe: job.recipe)
        switch choice.choose(for: finding) {
        case .none(let unfixable):
            if isText { Output.write(text.byHand(unfixable) + "\n") }
            return FixResult(finding: finding, state: .byHand, says: unfixable.recipes.flatMap(\.reasons))
        case .fix(let fix): return try carry(fix, sight)
        }
    }

    private func carry(_ fix: Fix, _ sight: Sight) throws -> FixResult {
        let check = CheckLook(knowledge: examination.knowledge, host: host)
        let run = LocalRun(
            JournalEntry.Head(
                name: "fix \(fix.finding.id) by \(fix.recipe.id)", rule: fix.finding.id, machine: fix.steps[0].machine,
                steps: fix.steps), look: check.holds)
        var preview = Waiting.run { await run.preview() }
        if isText { Output.write(text.preview(fix, preview) + "\n") }
        var result = FixResult(
            finding: fix.finding, recipe: fix.recipe.id, state: .wouldFix, ends: preview, says: fix.radius.sentences)
        if let reason = refusal(fix) ?? preview.first(where: { $0.state == .failed })?.says {
            if isText { Output.write(reason + "\n") }
            result.state = .refused
            result.says.append(reason)
            return result
        }
        if job.mode == .check { return result }
        while job.mode == .ask {
            guard isAgreed(fix) else {
                result.state = .declined
                return result
            }
            // Minutes may have gone by: what is done is what was seen.
            let now = Waiting.run { await run.preview() }
            if now == preview { break }
            preview = now
            Output.write("\nThe machine has changed since this was shown. This would be done now:\n\n\(text.preview(fix, now))\n")
        }
        let execution = FixExecution(examination: examination, host: host, fix: fix, run: run, before: sight.report)
        return try carryOut(execution)
    }

    private func carryOut(_ execution: FixExecution) throws -> FixResult {
        let (text, isText) = (text, isText)
        let live = LiveRun(
            job.settings, isText: isText, commands: BringUpWatch.commands(examination, host))
        let result = Waiting.run {
            await execution.carryOut(live.watch) { end in
                if isText { live.write(text.ended(end)) }
            } looking: { look in
                guard isText else { return }
                switch look {
                case .why: Output.note("Looking why …")
                case .verify(0): Output.note("Looking again …")
                case .verify(let seconds) where seconds >= 10 && seconds % 15 < 3:
                    Output.note("Not clear yet, after \(seconds) s; looking again …")
                case .verify: break
                }
            }
        }
        live.end()
        var done = try result.get()
        if isText {
            if done.state == .failed {
                Output.write(LiveRun.failure(done.ends, log: done.log, text.paint))
                Output.write(FailureDiagnosis.text(done.causes, text.paint, width: text.width) + "\n")
            }
            Output.write(text.verdict(done) + "\n")
        }
        try offerBack(&done)
        return done
    }

    /// What did not help is taken back where the person wants that.
    private func offerBack(_ result: inout FixResult) throws {
        guard job.mode == .ask, [.failed, .notFixed].contains(result.state), Consent.canBeAsked else { return }
        guard let run = try LocalState.newest(where: { [name = result.run] in $0.name == name && !$0.standing.isEmpty }) else {
            return
        }
        guard Consent.isGiven("Take back what was done?") else { return }
        let ends = try UndoJob(settings: job.settings, format: job.format, mode: .yes).takeBack(run)
        result.isTakenBack = ends.allSatisfy(\.isWell)
    }

    /// Whether the person agrees; to what destroys by typing the machine's name.
    private func isAgreed(_ fix: Fix) -> Bool {
        guard fix.risk == .destroys, let machine = fix.steps.first?.machine, job.destroys != machine else {
            return Consent.isGiven("Do this?")
        }
        return Consent.names(machine, "A step of it destroys what cannot be restored.", job.format)
    }

    /// Why it must not be done, or not without more consent; nil where it may.
    private func refusal(_ fix: Fix) -> String? {
        if let reason = fix.radius.refusals.first { return reason }
        if job.mode == .check { return nil }
        if fix.isOverlaid, job.mode == .yes {
            return
                "The recipe \(fix.recipe.id) comes from a folder of knowledge; such a one is only done where a person agrees to it."
        }
        guard job.mode == .yes, fix.risk == .destroys, let machine = fix.steps.first?.machine, job.destroys != machine else {
            return nil
        }
        return "A step of it destroys what cannot be restored. If you mean it, add --destroy \(machine)."
    }
}
