import Planning

/// Everything else: all with good defaults, none forced. What is asked stands in the table of settings.
struct MorePage: WizardPage {
    let title = "More"
    let purpose = "Anything unusual? Enter keeps all the defaults."

    func skipped(_ wizard: Wizard) -> String? { wizard.staysAsItIs ?? wizard.notPlanned }

    private static let themes: [SettingQuestion.Theme] = [.supply, .nodes, .security, .programs]

    func questions(_ wizard: Wizard) -> [Question] {
        Setting.questions(Self.themes, of: wizard.plan).map { Question($0, wizard.plan) }
    }

    func facts(_ wizard: Wizard) -> [String] {
        let asked = Set(questions(wizard).map(\.id))
        let patches = wizard.plan.controlPlane.patches.keys.filter { !asked.contains("\(Setting.patches.id).\($0)") }.sorted()
        return patches.isEmpty ? [] : ["Patches of the plan file: \(patches.joined(separator: ", "))."]
    }

    func refusal(of value: String, for question: String) -> String? { Setting.question(question)?.refusal(value) }

    func defaults(_ wizard: Wizard) -> [(question: String, value: String)] {
        Setting.questions.filter(\.followsPlan).map { ($0.id, "") }
    }

    func unanswered(_ question: String) -> String? { Setting.question(question).map { $0.unanswered } }

    func put(_ value: String, for question: String, into plan: inout ClusterPlan, _ wizard: Wizard) {
        Setting.question(question)?.put(value, &plan)
    }
}
