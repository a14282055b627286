/// All settings, in the order of the plan file. A new one is a value and its row, in the file of its group.
extension Setting {
    package static let all =
        cluster + endpoint + runtime + network + images + controlPlane + etcd + kubelet + kubeProxy + featureGates
        + certificates + proxy + [existing]

    /// What the wizard asks, in the order of its pages.
    package static let questions: [SettingQuestion] =
        all.compactMap(\.question).sorted {
            ($0.words.theme.rawValue, $0.words.place) < ($1.words.theme.rawValue, $1.words.place)
        }

    /// What one page asks of a plan.
    package static func questions(_ themes: [SettingQuestion.Theme], of plan: ClusterPlan) -> [SettingQuestion] {
        questions.filter { themes.contains($0.words.theme) && $0.isAsked(plan) }
    }

    private static let questionsByID = Dictionary(questions.map { ($0.id, $0) }) { first, _ in first }

    /// The question of an id; nil where none is of a setting.
    package static func question(_ id: String) -> SettingQuestion? { questionsByID[id] }
}
