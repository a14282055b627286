import Diagnosis
import Facts
import Planning
import Terminal
import Widgets

/// What a person must see within a second: what is broken first, or that nothing is, or that this is not known.
struct Headline: Sendable {
    var mark: StatusMark
    var title: String
    /// Whole sentences; empty where the title says it all.
    var says: String
    /// The first recipe's title.
    var fix: String?
    /// At the right of the title: that there are more causes.
    var note: String
    /// What it is about: a finding, or a rung that no rule explains.
    var finding: Finding?
    var rung: RungState?

    init(_ session: Session) {
        fix = nil
        note = ""
        guard let report = session.report else {
            mark = .running
            title = "Checking the node"
            says = "Checking changes nothing."
            return
        }
        if let first = report.causes.first ?? report.findings.first {
            finding = first
            mark = StatusMark(first.rule.severity)
            title = first.rule.title
            says = first.says
            fix = first.rule.recipes.lazy.compactMap(session.recipe).first?.title
            let causes = report.causes.count
            note = causes > 1 ? "1 of \(causes) causes" : ""
        } else if let broken = Ladder.lowestBroken(report.ladder) {
            rung = broken
            mark = .bad
            title = "\(broken.rung.words) is broken"
            says = broken.says
        } else if session.isFirstLook {
            mark = .running
            title = "Checking the node"
            says = "Nothing wrong so far."
        } else if let unseen = report.unseen.first {
            mark = .unknown
            title = "Nothing wrong found, but not everything was checked"
            says = unseen
        } else {
            mark = .ok
            title = "Nothing wrong was found"
            says = "\(Count.of(report.clear, "rule")) judged and kept, \(report.unknown.count) not judged."
        }
    }

    /// Where Enter leads.
    var target: Route? {
        if let finding { return .finding(rule: finding.id) }
        return rung.map { .rung($0.rung) }
    }

    /// For plain output.
    var sentence: String { "\(mark.word): \(title)" + (note.isEmpty ? "" : " (\(note))") }
}
