import Facts
import Planning

/// Everything once more, before it is signed.
struct ReviewPage: WizardPage {
    let title = "Review"
    let purpose = "Is this the plan?"

    func questions(_ wizard: Wizard) -> [Question] { [] }

    func facts(_ wizard: Wizard) -> [String] {
        let errors = wizard.problems.filter(\.isError)
        if errors.count == 1 { return ["The plan has 1 error; it is marked on its page."] }
        if !errors.isEmpty { return ["The plan has \(errors.count) errors; each is marked on its page."] }
        let parts = wizard.knowledge.parts(of: wizard.plan)
        let known = parts.isEmpty ? [] : ["Versions are those known on these days: \(parts.words)."]
        let age = wizard.facts.instant(TimeFacts.now).flatMap { KnowledgeAge(parts, at: $0).sentence }
        return ["The plan is valid. Nothing is changed until it is applied."] + known + (age.map { [$0] } ?? [])
    }
}
