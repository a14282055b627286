/// Labels and taints have the forms that the API server takes, and labels are such as a kubelet may set on its own node.
struct LabelsAndTaintsAreRead: PlanCheck {
    /// What a kubelet may set in the namespaces kubernetes.io and k8s.io (NodeRestriction and the kubelet's own --node-labels).
    private static let allowed = [
        "kubernetes.io/hostname", "kubernetes.io/arch", "kubernetes.io/os", "beta.kubernetes.io/arch", "beta.kubernetes.io/os",
        "beta.kubernetes.io/instance-type", "node.kubernetes.io/instance-type", "failure-domain.beta.kubernetes.io/region",
        "failure-domain.beta.kubernetes.io/zone", "topology.kubernetes.io/region", "topology.kubernetes.io/zone",
    ]

    func problems(_ checked: CheckedPlan) -> [PlanProblem] {
        checked.plan.machines.enumerated().flatMap { index, machine in
            zone(machine, "spec.machines[\(index)].zone") + labels(machine, "spec.machines[\(index)].labels")
                + taints(machine, "spec.machines[\(index)].taints")
        }
    }

    /// The zone becomes the node's label topology.kubernetes.io/zone.
    private func zone(_ machine: Machine, _ path: String) -> [PlanProblem] {
        if machine.zone.isEmpty || NameForm.isLabelValue(machine.zone) { return [] }
        return [
            PlanProblem(
                path,
                "\"\(machine.zone)\" cannot be the value of the label topology.kubernetes.io/zone: letters, digits, \"-\", \"_\" and \".\", 63 at most."
            )
        ]
    }

    private func labels(_ machine: Machine, _ path: String) -> [PlanProblem] {
        machine.labels.sorted { $0.key < $1.key }.compactMap { key, value in
            let path = "\(path).\(key)"
            if !NameForm.isLabelKey(key) {
                return PlanProblem(
                    path,
                    "\"\(key)\" is not a key of a label: it has the form name or prefix/name, with letters, digits, \"-\", \"_\" and \".\", 63 at most."
                )
            }
            if !NameForm.isLabelValue(value) {
                return PlanProblem(
                    path, "\"\(value)\" is not a value of the label \(key): letters, digits, \"-\", \"_\" and \".\", 63 at most.")
            }
            if isForbidden(key) {
                return PlanProblem(
                    path,
                    "A kubelet may not set the label \(key) on its own node: the prefixes kubernetes.io and k8s.io are the cluster's, and only node.kubernetes.io and kubelet.kubernetes.io are open. Use a prefix of your own, or set it later with: kubectl label node \(machine.name) \(key)=\(value)"
                )
            }
            return nil
        }
    }

    private func isForbidden(_ key: String) -> Bool {
        guard let slash = key.firstIndex(of: "/"), !Self.allowed.contains(key) else { return false }
        let prefix = String(key[..<slash])
        func isIn(_ domain: String) -> Bool { prefix == domain || prefix.hasSuffix(".\(domain)") }
        if isIn("node.kubernetes.io") || isIn("kubelet.kubernetes.io") { return false }
        return isIn("kubernetes.io") || isIn("k8s.io")
    }

    private func taints(_ machine: Machine, _ path: String) -> [PlanProblem] {
        var seen: Set<String> = []
        return (machine.taints ?? []).enumerated().compactMap { index, taint in
            let path = "\(path)[\(index)]"
            if !NameForm.isLabelKey(taint.key) {
                return PlanProblem(
                    path,
                    "\"\(taint.key)\" is not a key of a taint: it has the form name or prefix/name, with letters, digits, \"-\", \"_\" and \".\", 63 at most."
                )
            }
            if !NameForm.isLabelValue(taint.value) {
                return PlanProblem(
                    path,
                    "\"\(taint.value)\" is not a value of the taint \(taint.key): letters, digits, \"-\", \"_\" and \".\", 63 at most."
                )
            }
            if !seen.insert("\(taint.key):\(taint.effect.rawValue)").inserted {
                return PlanProblem(
                    path,
                    "The taint \(taint.key) with the effect \(taint.effect.rawValue) appears twice; a node can have it only once."
                )
            }
            return nil
        }
    }
}
