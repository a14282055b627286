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
        var entries: [ConfigEntry] = [
            ConfigEntry("apiVersion", .text(PlanFile.apiVersion)), ConfigEntry("kind", .text(PlanFile.kind)),
            ConfigEntry("metadata", .map(metadata)), ConfigEntry("spec", .map(spec(plan))),
        ]
        for (path, reason) in because { annotate(&entries, path.split(separator: ".").map(String.init)[...], reason) }
        return "# A plan for drydock. Read it with: drydock plan FILE. It holds no secrets.\n" + YAMLText.document(entries)
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

    private static func spec(_ plan: ClusterPlan) -> [ConfigEntry] {
        var spec: [ConfigEntry] = [
            ConfigEntry("purpose", .text(plan.purpose.rawValue)), ConfigEntry("tool", .text(plan.tool.rawValue)),
            ConfigEntry("release", .text(plan.release.description)), ConfigEntry("topology", .text(plan.topology.rawValue)),
            ConfigEntry("machines", .list(plan.machines.map { .map(machine($0)) })),
        ]
        spec += SettingTree.spec.entries(plan)
        if let existing = plan.existing { spec.append(ConfigEntry("existing", .map(self.existing(existing)))) }
        return spec
    }

    private static func machine(_ machine: Machine) -> [ConfigEntry] {
        var out = [
            ConfigEntry("name", .text(machine.name)),
            ConfigEntry("address", machine.addresses.count == 1 ? .text(machine.address) : .texts(machine.addresses)),
            ConfigEntry("roles", .texts(machine.roles.map(\.rawValue))),
        ]
        if !machine.zone.isEmpty { out.append(ConfigEntry("zone", .text(machine.zone))) }
        out.append(ConfigEntry("os", .text(machine.os.rawValue)))
        if !machine.osVersion.isEmpty { out.append(ConfigEntry("osVersion", .text(machine.osVersion))) }
        if machine.architecture != .amd64 { out.append(ConfigEntry("architecture", .text(machine.architecture.rawValue))) }
        out.append(ConfigEntry("user", .text(machine.user)))
        if !machine.interface.isEmpty { out.append(ConfigEntry("interface", .text(machine.interface))) }
        if !machine.labels.isEmpty {
            out.append(
                ConfigEntry(
                    "labels", .map(machine.labels.sorted { $0.key < $1.key }.map { ConfigEntry($0.key, .text($0.value)) })))
        }
        if let taints = machine.taints { out.append(ConfigEntry("taints", .list(taints.map { .map(taint($0)) }))) }
        return out
    }

    private static func taint(_ taint: Machine.Taint) -> [ConfigEntry] {
        var out = [ConfigEntry("key", .text(taint.key))]
        if !taint.value.isEmpty { out.append(ConfigEntry("value", .text(taint.value))) }
        return out + [ConfigEntry("effect", .text(taint.effect.rawValue))]
    }

    private static func existing(_ cluster: ExistingCluster) -> [ConfigEntry] {
        var out = [ConfigEntry("task", .text(cluster.task.rawValue))]
        if !cluster.endpoint.isEmpty { out.append(ConfigEntry("endpoint", .text(cluster.endpoint))) }
        if !cluster.caCertHashes.isEmpty { out.append(ConfigEntry("caCertHashes", .texts(cluster.caCertHashes))) }
        if !cluster.tokenExpires.isEmpty { out.append(ConfigEntry("tokenExpires", .text(cluster.tokenExpires))) }
        if let version = cluster.controlPlaneVersion {
            out.append(ConfigEntry("controlPlaneVersion", .text(version.description)))
        }
        return out
    }
}
