import Diagnosis
import Facts
import KnowledgeFormat
import Screens

extension Session {
    /// Takes a letter of the background work; gives the news for the pages.
    mutating func take(_ letter: Letter) -> News? {
        switch letter {
        case .looked(let progress, let facts, let report):
            self.progress = progress
            self.facts.merge(facts)
            // A first look shows what it has so far; a later one keeps the last whole report until it is done.
            if before == nil { self.report = report }
            nodeName = report.node.name
            return .session(self)
        case .examined(let facts, let report):
            before = before == nil ? report : self.report
            self.facts = facts
            self.report = report
            progress = nil
            nodeName = report.node.name
            return .session(self)
        case .explained(let text, let answer):
            return .explained(text: text, answer.matches.map(Explanation.init), nearest: answer.nearest.map(Explanation.init))
        case .captured(let outcome):
            return .captured(outcome)
        case .watched(let report):
            return .watched(report)
        case .learned(let knowledge):
            learn(knowledge.rules, knowledge.recipes)
            return .session(self)
        case .said:
            return nil
        }
    }

    /// The right corner of the first row: node name and role.
    var corner: String {
        let role = report.map { $0.node.role == "none" ? "no cluster" : $0.node.role } ?? "looking"
        return nodeName + " " + role + (isRecorded ? " recorded" : "") + (isReadOnly ? " read-only" : "")
    }
}

extension Explanation {
    init(_ match: Explainer.Match) {
        self.init(
            id: match.id, title: match.title, says: match.says, line: match.line, recipes: match.recipes, count: match.count)
    }
}
