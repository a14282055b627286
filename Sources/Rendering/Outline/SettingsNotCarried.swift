import Planning

/// What a plan says that another tool's files do not: every setting that a person gave is either written there or named here.
struct SettingsNotCarried {
    /// Paths of settings that the files have, or of which the guide speaks by itself. A path stands for all below it.
    var carried: Set<String>
    /// Where a setting goes in the tool, by path: a phrase.
    var places: [String: String]
    /// What is said of a setting without a place.
    var otherwise: String

    /// A sentence for each setting that the plan gives and the files do not have.
    func sentences(_ plan: ClusterPlan) -> [String] {
        Setting.all.filter { $0.isGiven(plan) && !isCarried($0.path) && !Self.isPart($0.path) }.map {
            "Not carried over from the plan: \($0.path). \(places[$0.path] ?? otherwise)"
        }
    }

    /// Whether another setting has it as a part of its value.
    private static func isPart(_ path: String) -> Bool { Setting.all.contains { path.hasPrefix($0.path + ".") } }

    private func isCarried(_ path: String) -> Bool { carried.contains { path == $0 || path.hasPrefix($0 + ".") } }
}
