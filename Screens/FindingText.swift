import Diagnosis
import Facts
import Planning
import Steps
import Terminal
import Text
import Widgets

/// What a page says of one rule on this node: what was found, what to do, what shows it, why it matters.
struct FindingText {
    /// How the rule stands.
    enum Status {
        case found(Finding)
        case expected(Finding)
        case cleared(Finding)
        case unjudged([Gap])
        case clear
        /// The look has not come so far.
        case waiting
    }

    private let session: Session
    let id: String
    let rule: Rule?
    let status: Status
    private(set) var paragraphs: [StyledText] = []
    private(set) var links: [Int: Route] = [:]
    /// The first paragraph of "Why".
    private(set) var why: Int?

    /// Columns before text that belongs to a heading.
    static let indent = 3

    init(_ session: Session, rule id: String) {
        self.session = session
        self.id = id
        let report = session.report
        if let finding = report?.findings.first(where: { $0.id == id }) {
            status = .found(finding)
            rule = finding.rule
        } else if let finding = report?.expected.first(where: { $0.id == id }) {
            status = .expected(finding)
            rule = finding.rule
        } else if let finding = session.cleared.first(where: { $0.id == id }) {
            status = .cleared(finding)
            rule = finding.rule
        } else {
            rule = session.rule(id)
            if session.isFirstLook || report == nil {
                status = .waiting
            } else {
                status = report?.unknown.first { $0.rule == id }.map { .unjudged($0.gaps) } ?? .clear
            }
        }
        write()
    }

    private var finding: Finding? {
        switch status {
        case .found(let finding), .expected(let finding), .cleared(let finding): finding
        default: nil
        }
    }

    /// What it comes to and what to do, in a few rows.
    var summary: [StyledText] {
        guard let rule else { return paragraphs }
        var lines: [StyledText] = []
        switch status {
        case .found(let finding), .expected(let finding): lines.append(StyledText(finding.says))
        case .cleared(let finding): lines.append("It was: " + StyledText(finding.says, .muted))
        case .unjudged(let gaps): lines += Self.unique(gaps.map(\.reason.words)).map { StyledText($0) }
        case .clear, .waiting: break
        }
        if let change = finding?.lastChange {
            lines.append(StyledText("Before it: ", .muted) + StyledText("\(change.when.words)  \(LogText.cleaned(change.what))"))
        }
        if let recipe = rule.recipes.lazy.compactMap(session.recipe).first {
            lines.append(StyledText("Fix: ", .muted) + StyledText(recipe.title, .good))
        }
        return lines.map { "  " + $0 }
    }

    // MARK: Paragraphs

    private mutating func write() {
        guard let rule else {
            paragraphs = ["There is no rule \(id)."]
            return
        }
        head(rule)
        fix(rule)
        if let finding { seen(finding) }
        if let change = finding?.lastChange { section("Before it", ["\(change.when.words)  \(LogText.cleaned(change.what))"]) }
        section("Why", [StyledText(rule.why)])
        why = paragraphs.count - 1
        if let finding { relations(finding) }
        section("When it is wrong", [StyledText(rule.wrongWhen)])
        if !rule.versions.isOpen { section("Versions", [StyledText(Self.words(rule.versions))]) }
        section("Rule", [StyledText(([rule.id] + rule.catalogue).joined(separator: "  "), .muted)])
        section("From", rule.sources.map { StyledText("\($0.source), read \($0.date)", .muted) })
    }

    private mutating func head(_ rule: Rule) {
        let severity = StyledText("  \(rule.severity.words), \(rule.area)", .muted)
        switch status {
        case .found(let finding):
            paragraphs.append(StatusMark(rule.severity).styled + " " + StyledText(rule.title, .title) + severity)
            paragraphs.append(indented(StyledText(finding.says)))
        case .expected(let finding):
            paragraphs.append(
                StatusMark.ok.styled + " " + StyledText(rule.title, .title) + StyledText("  expected now, not a fault", .muted))
            paragraphs.append(indented(StyledText(finding.says)))
        case .cleared(let finding):
            paragraphs.append(
                StatusMark.ok.styled + " " + StyledText(rule.title, .title) + StyledText("  cleared since the last check", .good))
            paragraphs.append(indented("It was: " + StyledText(finding.says, .muted)))
        case .unjudged(let gaps):
            paragraphs.append(
                StatusMark.unknown.styled + " " + StyledText(rule.title, .title) + StyledText("  could not be judged", .unknown))
            for reason in Self.unique(gaps.map(\.reason.words)) { paragraphs.append(indented(StyledText(reason))) }
        case .clear:
            paragraphs.append(
                StatusMark.ok.styled + " " + StyledText(rule.title, .title) + StyledText("  not the case on this node", .good))
        case .waiting:
            paragraphs.append(
                StatusMark.waiting.styled + " " + StyledText(rule.title, .title) + StyledText("  not judged yet", .muted))
        }
    }

    private mutating func fix(_ rule: Rule) {
        let recipes = rule.recipes.compactMap(session.recipe)
        guard !recipes.isEmpty else { return }
        heading("Fix")
        for recipe in recipes {
            links[paragraphs.count] = .recipe(id: recipe.id, finding: rule.id)
            paragraphs.append(
                indented(
                    StyledText(recipe.title) + StyledText("  \(Count.of(recipe.steps.count, "step")), ", .muted)
                        + StyledText(recipe.risk.words, recipe.risk.role)))
        }
        // The recipe mends this machine; a plan does it on all that need it, in order.
        var plans: [ExistingCluster.Task] = []
        for plan in recipes.compactMap(\.plan) where !plans.contains(plan) { plans.append(plan) }
        for plan in plans {
            links[paragraphs.count] = .setup(task: plan)
            paragraphs.append(
                indented("Plan: " + StyledText(plan.title) + StyledText("  the wizard asks, nothing is done", .muted)))
        }
    }

    private mutating func seen(_ finding: Finding) {
        guard !finding.evidence.isEmpty else { return }
        heading("Seen")
        for evidence in finding.evidence {
            let time = evidence.time.map { "  " + $0.words } ?? ""
            paragraphs.append(indented(StyledText(LogText.cleaned(evidence.source)) + StyledText(time, .muted)))
            guard !evidence.text.isEmpty else { continue }
            for line in evidence.text.split(separator: "\n", omittingEmptySubsequences: true) {
                paragraphs.append(indented(StyledText("  " + LogText.cleaned(String(line)), .notice)))
            }
        }
    }

    private mutating func relations(_ finding: Finding) {
        related("Explains", finding.explains)
        related("Because of", finding.causedBy)
    }

    private mutating func related(_ title: String, _ rules: [String]) {
        guard !rules.isEmpty else { return }
        heading(title)
        for id in rules {
            let rule = session.report?.findings.first { $0.id == id }?.rule ?? session.rule(id)
            links[paragraphs.count] = .finding(rule: id)
            let mark = rule.map { StatusMark($0.severity).styled + " " } ?? StyledText()
            paragraphs.append(indented(mark + StyledText(rule?.title ?? id)))
        }
    }

    private mutating func heading(_ title: String) {
        paragraphs += ["", StyledText(title, .title)]
    }

    private mutating func section(_ title: String, _ body: [StyledText]) {
        let body = body.filter { !$0.isEmpty }
        guard !body.isEmpty else { return }
        heading(title)
        paragraphs += body.map(indented)
    }

    private func indented(_ text: StyledText) -> StyledText {
        StyledText(String(repeating: " ", count: Self.indent)) + text
    }

    private static func unique(_ texts: [String]) -> [String] {
        var seen: Set<String> = []
        return texts.filter { seen.insert($0).inserted }
    }

    private static func words(_ versions: VersionRange) -> String {
        switch (versions.from, versions.to) {
        case (let from?, let to?): from == to ? "Kubernetes \(from)." : "Kubernetes \(from) to \(to)."
        case (let from?, nil): "Kubernetes \(from) and later."
        case (nil, let to?): "Kubernetes up to \(to)."
        case (nil, nil): "All versions of Kubernetes."
        }
    }

    /// The same as lines without roles, for the clipboard and plain output.
    var lines: [String] {
        paragraphs.map { paragraph in
            var text = Sanitized.text(paragraph.plain)
            while text.last == " " { text.removeLast() }
            return text
        }
    }
}
