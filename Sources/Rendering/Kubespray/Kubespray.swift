import Planning
import Steps
import YAML

/// Kubespray's input for the plan: an inventory, group variables, and what to run. Kubespray itself is its own checkout, of the
/// tag whose newest release the plan's is.
struct Kubespray: Exporter {
    func documents(_ plan: Plan, _ context: PlanContext) -> [PlannedFile] {
        guard context.plan.tool == .kubespray, let tag = KubesprayTag(context.release.kubespray) else { return [] }
        let folder = "kubespray/inventory/\(Self.name(context.plan))"
        var out = [
            PlannedFile("kubespray/README.md", KubesprayGuide.text(context, tag)),
            PlannedFile("\(folder)/inventory.ini", KubesprayInventory.text(context.plan, tag)),
        ]
        let variables = KubesprayVariables(context: context, tag: tag)
        for (name, entries) in variables.files where !entries.isEmpty {
            out.append(PlannedFile("\(folder)/group_vars/\(name).yml", "---\n" + YAMLText.document(entries)))
        }
        for machine in Self.machines(context.plan) {
            let entries = KubesprayVariables.host(machine)
            if !entries.isEmpty {
                out.append(PlannedFile("\(folder)/host_vars/\(machine.name).yml", "---\n" + YAMLText.document(entries)))
            }
        }
        return out
    }

    /// The inventory's folder: the cluster's name, as far as a path takes it.
    static func name(_ plan: ClusterPlan) -> String {
        let name = plan.name.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") ? $0 : "-" }
        return name.isEmpty ? "cluster" : String(name)
    }

    /// Kubespray has no Windows nodes and no machines that only balance.
    static func machines(_ plan: ClusterPlan) -> [Machine] {
        plan.machines.filter { !$0.isWindows && $0.roles != [.loadBalancer] }
    }
}

/// A tag of Kubespray and what changed with it (inventory/sample, docs/ansible/vars.md and roles/ at v2.19.1, v2.26.1, v2.27.0, v2.27.1,
/// v2.28.0, v2.28.1 and v2.31.0, read 2026-11).
struct KubesprayTag: Sendable, Equatable {
    /// `v2.31.0`.
    var text: String
    private var minor: Int

    /// Nil where there is none, or it is no version 2.
    init?(_ text: String?) {
        guard let text else { return nil }
        let parts = text.drop { $0 == "v" }.split(separator: ".")
        guard parts.count == 3, parts[0] == "2", let minor = Int(parts[1]) else { return nil }
        self.text = text
        self.minor = minor
    }

    /// From 2.27 Kubespray makes the group k8s_cluster itself; before it the inventory names it, and all and calico_rr.
    var makesGroups: Bool { minor >= 27 }
    /// Up to 2.27 `kube_version` begins with v.
    var versionHasPrefix: Bool { minor < 28 }
    /// Families are switched on one by one from 2.28; before it there is one switch for both.
    var switchesFamilies: Bool { minor >= 28 }
}
