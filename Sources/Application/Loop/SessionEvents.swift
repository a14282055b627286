import Diagnosis
import Facts
import Lookup
import Screens

extension Session {
    /// Takes a message of the background work; gives the event for the pages.
    mutating func take(_ message: Message) -> ScreenEvent? {
        switch message {
        case .learned(let rules, let recipes, let planning, let edition):
            learn(rules, recipes, planning, edition, search: RecipeSearch([]))
            return .session(self)
        case .indexed(let search):
            self.search = search
            return .session(self)
        case .looked(let progress, let facts, let report):
            self.progress = progress
            // A first look shows what it has so far; a later one keeps the last whole report until it is done.
            if looks == 0 {
                self.facts.merge(facts)
                if let report { self.report = report }
                name(self.facts)
            }
            return .session(self)
        case .examined(let facts, let report):
            if looks > 0 { before = self.report }
            looks += 1
            self.facts = facts
            self.report = report
            progress = nil
            name(facts)
            return .session(self)
        case .watched(let report):
            if looks == 0 {
                nodeName = report.node.name
                role = report.node.role
            }
            return .watched(report)
        case .explained(let text, let answer):
            return .explained(
                text: text, (answer.matches + answer.earlier).map(Explanation.init), nearest: answer.nearest.map(Explanation.init)
            )
        case .captured(let outcome): return .captured(outcome)
        case .files(let files): return .files(files)
        case .planned(let answers, let plan): return .planned(answers, plan)
        case .machines(let look):
            if case .ended(let captures, _) = look { self.captures = captures }
            return .machines(look)
        case .said:
            return nil
        case .work(let undertaking, let event): return .work(undertaking, event)
        case .runs(let runs, let problem): return .runs(runs, problem: problem)
        case .cutOff(let run):
            cutOff = run
            return .session(self)
        }
    }

    /// Takes the node's name and role, as soon as they are known.
    private mutating func name(_ facts: FactSet) {
        if let name = facts.text(NodeFacts.name) { nodeName = name }
        if let role = facts.text(NodeFacts.role) { self.role = role }
    }

    /// The right corner of the first row: node name and role.
    var corner: String {
        let role = self.role.map { $0 == "none" ? " no cluster" : " " + $0 } ?? ""
        return nodeName + role + (isRecorded ? " recorded" : "") + (isReadOnly ? " read-only" : "")
    }
}

extension Explanation {
    init(_ match: Explainer.Match) {
        self.init(
            id: match.id, title: match.title, says: match.says, line: match.line, recipes: match.recipes, count: match.count,
            isNear: match.fits == .near)
    }
}
