import Steps
import YAML

/// Patches of manifests and configurations that kubeadm applies to what it writes on a machine.
enum PatchFiles {
    /// kubeadm applies what suits the machine; the others would lie there for nothing.
    static func names(_ context: PlanContext, on machine: Machine) -> [String] {
        let names = context.plan.controlPlane.patches.keys.sorted()
        if machine.roles.contains(.controlPlane) { return names }
        return names.filter { $0.hasPrefix(machine.roles.contains(.etcd) ? "etcd" : "kubeletconfiguration") }
    }

    /// `patches` of kubeadm's configurations.
    static func entry(_ context: PlanContext, on machine: Machine) -> ConfigEntry? {
        names(context, on: machine).isEmpty
            ? nil : ConfigEntry("patches", .map([ConfigEntry("directory", .text(KubeadmPath.patches))]))
    }

    static func steps(_ context: PlanContext, on machine: Machine, phase: Step.Phase) -> [Step] {
        let files = names(context, on: machine).map { name in
            PlannedFile("\(KubeadmPath.patches)/\(name)", mode: 0o600, context.plan.controlPlane.patches[name] ?? "")
        }
        if files.isEmpty { return [] }
        return [
            Step(
                "write-patches", on: machine.name, phase: phase, title: "Write the patches that kubeadm applies.",
                why:
                    "kubeadm has no field for what they change. It applies them now and needs the same folder again at every upgrade.",
                risk: .edits, actions: files.map { .write($0) }, undo: .commands([["rm", "-rf", KubeadmPath.patches]]))
        ]
    }
}
