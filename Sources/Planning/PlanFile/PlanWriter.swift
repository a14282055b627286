import YAML

/// Writes answers as a plan file: stable order, with comments that say why, and no secrets.
public enum PlanWriter {
    /// The file's text. `because` gives reasons by path (`spec.cgroupDriver`), written as comments above the values.
    /// `progress` keeps where the wizard stands, so that it can be taken up again.
    public static func text(_ plan: ClusterPlan, because: [String: String] = [:], progress: WizardProgress? = nil) -> String {
        var metadata = [ConfigEntry("name", .text(plan.name))]
        if let progress {
            metadata.append(
                ConfigEntry("page", .text(progress.step.rawValue), comment: "The page at which the wizard continues."))
            metadata.append(
                ConfigEntry(
                    "answered", .texts(progress.answered), comment: "Answers that a person gave; the others follow the defaults.")
            )
        }
        var entries = entries(plan)
        if let at = entries.firstIndex(where: { $0.key == "metadata" }) { entries[at].value = .map(metadata) }
        for (path, reason) in because { annotate(&entries, path.split(separator: ".").map(String.init)[...], reason) }
        return "# A plan for drydock. Read it with: drydock plan FILE. It holds no secrets.\n" + YAMLText.document(entries)
    }

    /// What stands in the file, without comments and without where the wizard stands.
    package static func entries(_ plan: ClusterPlan) -> [ConfigEntry] {
        [
            ConfigEntry("apiVersion", .text(PlanFile.apiVersion)), ConfigEntry("kind", .text(PlanFile.kind)),
            ConfigEntry("metadata", .map([ConfigEntry("name", .text(plan.name))])),
            ConfigEntry("spec", .map(SettingTree.spec.entries(plan))),
        ]
    }

    private static func annotate(_ entries: inout [ConfigEntry], _ path: ArraySlice<String>, _ reason: String) {
        guard let name = path.first, let at = entries.firstIndex(where: { $0.key == name }) else { return }
        if path.count == 1 {
            entries[at].comment = reason
        } else if case .map(var inner) = entries[at].value {
            annotate(&inner, path.dropFirst(), reason)
            entries[at].value = .map(inner)
        }
    }
}
