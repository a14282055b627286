import YAML

/// Writes answers as a plan file: stable order, with comments that say why, and no secrets.
public enum PlanWriter {
    /// The file's text. `because` gives reasons by path (`spec.cgroupDriver`), written as comments above the values.
    /// `progress` keeps where the wizard stands, so that it can be taken up again.
    public static func text(_ plan: ClusterPlan, because: [String: String] = [:], progress: WizardProgress? = nil) -> String {
        var metadata = [ConfigEntry("name", .text(plan.name))]
        if let progress { metadata += self.entries(progress) }
        var entries = entries(plan)
        if let at = entries.firstIndex(where: { $0.key == "metadata" }) { entries[at].value = .map(metadata) }
        for (path, reason) in because { annotate(&entries, path.split(separator: ".").map(String.init)[...], reason) }
        return "# A plan for drydock. Read it with: drydock plan FILE. It holds no secrets.\n" + YAMLText.document(entries)
    }

    private static func entries(_ progress: WizardProgress) -> [ConfigEntry] {
        var out = [
            ConfigEntry("page", .text(progress.step.rawValue), comment: "The page at which the wizard continues."),
            ConfigEntry(
                "answered", .texts(progress.answered), comment: "Answers that a person gave; the others follow the defaults."),
        ]
        if !progress.aside.isEmpty {
            out.append(
                ConfigEntry(
                    "aside", .list(progress.aside.map { .map($0.written) }),
                    comment: "Machines for which the topology has no place now."))
        }
        if !progress.stale.isEmpty {
            let reasons = progress.stale.sorted { $0.key < $1.key }.map { ConfigEntry($0.key.rawValue, .text($0.value)) }
            out.append(ConfigEntry("lookAgain", .map(reasons), comment: "Pages to look at again, and why."))
        }
        return out
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
