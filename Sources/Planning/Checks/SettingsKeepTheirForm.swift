/// Each setting holds what its form takes, whatever the rest of the plan says.
struct SettingsKeepTheirForm: PlanCheck {
    func problems(_ checked: CheckedPlan) -> [PlanProblem] {
        Setting.all.flatMap { setting in
            setting.faults(checked.plan).map { PlanProblem(setting, at: $0.place, $0.sentence) }
        }
    }
}
