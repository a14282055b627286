/// What the wizard asks about a setting.
package struct SettingQuestion: Sendable {
    /// The path of the answer in the plan file.
    package let id: String
    package let words: Words
    package let kind: Kind
    /// Whether the empty answer stands for what follows from the rest of the plan.
    package let followsPlan: Bool
    /// Whether it is asked of this plan.
    package let isAsked: @Sendable (ClusterPlan) -> Bool
    /// The answer as it is now.
    package let value: @Sendable (ClusterPlan) -> String
    package let about: @Sendable (ClusterPlan) -> String
    /// Why no answer can be read from a line, with what was expected; nil where one can.
    package let refusal: @Sendable (String) -> String?
    /// Puts an answer that was not refused into the plan.
    package let put: @Sendable (String, inout ClusterPlan) -> Void

    /// The answer that stands for the default.
    package var unanswered: String { followsPlan ? "" : value(ClusterPlan()) }

    package enum Kind: Sendable {
        case flag, line
        case choice([Choice])
    }

    /// What belongs together on the page, in the order of the page.
    package enum Theme: Int, Sendable, CaseIterable {
        case endpoint, runtime, cgroups, network, ranges, supply, nodes, security, programs
    }

    /// What stands on the page.
    package struct Words: Sendable {
        package var theme: Theme
        /// The place among the questions of its theme. A flag does well to stand first: on a field, letters are text and no keys.
        package var place: Int
        package var title: String
        /// Stands in the empty field.
        package var example = ""
        /// The default and its reason.
        package var because: @Sendable (ClusterPlan) -> Rationale
        package var about: @Sendable (ClusterPlan) -> String
        package var isAsked: @Sendable (ClusterPlan) -> Bool

        init(
            _ theme: Theme, _ place: Int, _ title: String, example: String = "", because: Rationale = Rationale("", .taste),
            becauseOf: (@Sendable (ClusterPlan) -> Rationale)? = nil, about: String = "",
            aboutOf: (@Sendable (ClusterPlan) -> String)? = nil,
            isAsked: @escaping @Sendable (ClusterPlan) -> Bool = { _ in true }
        ) {
            self.theme = theme
            self.place = place
            self.title = title
            self.example = example
            self.because = becauseOf ?? { _ in because }
            self.about = aboutOf ?? { _ in about }
            self.isAsked = isAsked
        }
    }
}
