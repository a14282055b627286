import Diagnosis
import Planning
import Steps
import Terminal
import Text
import Widgets

/// What a page of work says, at each of its stages.
extension WorkScreen {
    private static let indent = StyledText("   ")

    /// Lines that are shown of one file; a whole manifest of an add-on has thousands.
    private static let most = 300

    mutating func write() {
        switch stage {
        case .hindered(let reason): pane.set(hindered(reason))
        case .preparing:
            pane.set([StatusMark.running.styled + " " + "The node is being checked for what would be done. Nothing is changed."])
        case .preview: pane.set(plan.map(preview) ?? [])
        case .doing: pane.set(doing)
        case .ended(let outcome): ended(outcome)
        }
    }

    private func hindered(_ reason: String) -> [StyledText] {
        let says = [StatusMark.warning.styled + " " + StyledText(reason, .warning), ""]
        guard case .fix(let rule, let id, let answers) = undertaking, let recipe = session.recipe(id) else { return says }
        return says + RecipePage(session.planner(for: rule, answers: answers).plan(recipe)).paragraphs
    }

    // MARK: Before

    private func preview(_ plan: WorkPlan) -> [StyledText] {
        var out = [StyledText(plan.title, .title)]
        if !plan.why.isEmpty { out.append(Self.indent + StyledText(plan.why)) }
        if let notice = plan.notice { out += ["", StatusMark.warning.styled + " " + StyledText(notice, .warning)] }
        if let refusal = plan.refusal { out += ["", StatusMark.bad.styled + " " + StyledText(refusal, .danger)] }
        if !plan.touches.isEmpty {
            out += ["", StyledText("What it touches", .title)] + plan.touches.map { Self.indent + StyledText($0) }
        }
        if !plan.asks.isEmpty {
            out += ["", StyledText("What it needs from you", .title)]
            out += plan.asks.map { Self.indent + StyledText($0.name + ": ", .title) + StyledText($0.says, .notice) }
        }
        if !undertaking.isUndo { out += ["", StyledText("Taking it back", .title)] + back(plan) }
        var phase: Step.Phase?
        let isPhased = Set(plan.steps.map(\.phase)).count > 1
        for (index, step) in plan.steps.enumerated() {
            if isPhased, step.phase != phase { out += ["", StyledText(step.phase.words, .title)] }
            phase = step.phase
            out += [""] + self.step(step, index)
        }
        return out
    }

    private func back(_ plan: WorkPlan) -> [StyledText] {
        let due = plan.steps.filter { $0.state == .wouldChange }
        let finals = due.filter { $0.isFinal != nil }
        if due.isEmpty { return [Self.indent + "Nothing would be changed, so there is nothing to take back."] }
        if finals.isEmpty { return [Self.indent + "drydock keeps what stands there now, and can take all of it back."] }
        return finals.map { Self.indent + StyledText("\"\($0.title)\" cannot be taken back: \($0.isFinal ?? "")", .warning) }
            + (finals.count < due.count ? [Self.indent + "drydock can take back the other steps."] : [])
    }

    private func step(_ step: WorkStep, _ index: Int) -> [StyledText] {
        var out = [
            StyledText("\(index + 1). ", .title) + StyledText(step.title) + StyledText("  \(step.risk.words)", step.risk.role)
        ]
        if step.changes.isEmpty, step.says == nil {
            out.append(
                Self.indent
                    + StyledText(step.state == .waiting ? "Not looked at." : "Nothing to change: it is so already.", .muted))
        }
        for change in step.changes {
            out.append(Self.indent + StyledText(Sanitized.line(change.phrase), .title))
            out += change.lines.prefix(Self.most).map(Self.difference)
            if change.lines.count > Self.most {
                out.append(StyledText("      … \(change.lines.count - Self.most) more lines", .muted))
            }
        }
        if let says = step.says { out.append(Self.indent + StyledText(says, .warning)) }
        return out
    }

    private static func difference(_ line: LineDiff.Line) -> StyledText {
        switch line {
        case .same(let text): StyledText("        " + Sanitized.line(text))
        case .added(let text): StyledText("      + " + Sanitized.line(text), .good)
        case .removed(let text): StyledText("      - " + Sanitized.line(text), .danger)
        case .gap(let count): StyledText("      … \(Count.of(count, "equal line"))", .muted)
        }
    }

    // MARK: While and after

    private var doing: [StyledText] {
        steps.map { step in
            let (mark, word, role) = step.state.words
            var time = took[step.key].map { $0 > 0 ? " " + ProgressBar.clock($0) : "" } ?? ""
            if step.state == .running { time = " " + ProgressBar.clock(seconds - stepBegan) }
            let line = mark.styled + " " + StyledText(step.title) + StyledText("  \(word)\(time)", role)
            return line
        } + (isVerifying ? [StatusMark.running.styled + " " + "Check the node again: did it work?"] : [])
            + (isDiagnosing ? [StatusMark.running.styled + " " + "Check the node for the reason."] : [])
    }

    private mutating func ended(_ outcome: WorkOutcome) {
        var out: [StyledText] = []
        var links: [Int: Route] = [:]
        let (mark, title) = headline(outcome)
        out.append(mark.styled + " " + StyledText(title, .title))
        out += outcome.says.map { Self.indent + StyledText($0) }
        if !outcome.cleared.isEmpty {
            out +=
                ["", StyledText("Cleared", .title)]
                + outcome.cleared.map { StatusMark.ok.styled + " " + StyledText($0) }
        }
        func link(_ route: Route, _ text: StyledText) {
            links[out.count] = route
            out.append(Self.indent + text)
        }
        if session.cutOff != nil, steps.isEmpty || outcome.state == .stopped, !undertaking.isUndo {
            out += ["", StyledText("What can be done now", .title)]
            if undertaking != .resume { link(.work(.resume), "Go on with the run that was cut off") }
            link(.work(.undo()), "Take back what it did")
        }
        if !outcome.causes.isEmpty { out += ["", StyledText("What may be the cause", .title)] }
        for cause in outcome.causes {
            link(session.recipe(cause.id) == nil ? .finding(rule: cause.id) : .recipe(id: cause.id), StyledText(cause.title))
            if !cause.says.isEmpty { out.append(Self.indent + StyledText("  " + cause.says)) }
        }
        let found = related(outcome)
        if !outcome.state.isCalm, outcome.causes.isEmpty, session.progress != nil {
            out += ["", StatusMark.running.styled + " " + "The node is being checked again for the reason."]
        } else if !found.isEmpty {
            out += ["", StyledText("What is found now", .title)]
            for id in found {
                let rule = session.report?.findings.first { $0.id == id }?.rule ?? session.rule(id)
                let mark = rule.map { StatusMark($0.severity).styled + " " } ?? StyledText()
                link(.finding(rule: id), mark + StyledText(rule?.title ?? id))
            }
        }
        if !steps.isEmpty { out += ["", StyledText("Steps", .title)] + doing }
        if let log = outcome.log { out += ["", Self.indent + StyledText("All that the commands printed is in \(log).", .muted)] }
        if !outcome.next.isEmpty { out += ["", StyledText("What now", .title)] }
        out += outcome.next.map { Self.indent + StyledText($0.title + ": ", .title) + StyledText($0.says) }
        pane.set(out, links: links)
        // What it came to stands first, wherever the steps were scrolled to.
        guard !hasChosen else { return }
        pane.show(paragraph: 0)
        if let first = links.keys.min().flatMap({ links[$0] }) { pane.select(link: first) }
    }

    /// Findings to look at where it did not work: what is new, else the causes that there are.
    private func related(_ outcome: WorkOutcome) -> [String] {
        if outcome.state.isCalm { return outcome.new }
        guard !steps.isEmpty, outcome.causes.isEmpty else { return [] }
        let causes = (session.report?.causes ?? []).filter { $0.rule.severity != .notice && !outcome.new.contains($0.id) }
        return outcome.new + causes.prefix(4).map(\.id)
    }

    private func headline(_ outcome: WorkOutcome) -> (StatusMark, String) {
        let failed = steps.first { $0.state == .failed || $0.state == .waits }
        switch outcome.state {
        case .done: return (.ok, undertaking.done)
        case .notFixed: return (.bad, "Not fixed: every step was done, and it is still found.")
        case .unverified: return (.unknown, "Every step was done, but whether it worked cannot be told now.")
        case .failed: return (.bad, failed.map { "Failed: \($0.title)" } ?? "This was not done.")
        case .cleaned: return (.ok, "What was in the way is gone.")
        case .stopped: return (.warning, "Stopped, as you asked.")
        }
    }
}

extension Undertaking {
    /// That it is done.
    fileprivate var done: String {
        switch self {
        case .fix: "Fixed: what was found is gone."
        case .apply: "Done: every step of the plan stands on this machine."
        case .undo: "Taken back."
        case .resume: "Done: the run that was cut off is finished."
        }
    }
}

extension WorkStep.State {
    /// Its mark, its word and its role.
    var words: (StatusMark, String, Role) {
        switch self {
        case .waiting: (.waiting, "waiting", .muted)
        case .running: (.running, "running", .notice)
        case .unchanged: (.ok, "unchanged", .muted)
        case .changed: (.ok, "done", .good)
        case .wouldChange: (.notice, "would change", .notice)
        case .failed: (.bad, "failed", .danger)
        case .waits: (.warning, "waits for you", .warning)
        case .stopped: (.warning, "stopped", .warning)
        }
    }
}

extension Step.Phase {
    var words: String {
        switch self {
        case .prepare: "Prepare the machine"
        case .etcd: "etcd"
        case .balancer: "Load balancer"
        case .initialize: "First control plane"
        case .network: "Network"
        case .controlPlanes: "Other control planes"
        case .workers: "Workers"
        case .finish: "Finish"
        case .change: "The cluster, machine by machine"
        case .fix: "Fix"
        case .reset: "Reset"
        }
    }
}
