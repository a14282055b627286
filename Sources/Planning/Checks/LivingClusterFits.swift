import Addresses

/// What is done to a cluster that is there has the machines and the answers that it needs.
struct LivingClusterFits: PlanCheck {
    func problems(_ checked: CheckedPlan) -> [PlanProblem] {
        guard let existing = checked.plan.existing else { return [] }
        return through(existing, checked.plan) + machines(existing, checked.plan) + renewal(existing, checked) + backup(existing)
            + address(existing, checked.plan)
    }

    private func through(_ existing: ExistingCluster, _ plan: ClusterPlan) -> [PlanProblem] {
        let path = "spec.existing.through"
        guard !existing.through.isEmpty else { return [] }
        guard let machine = plan.throughMachine else {
            return [
                PlanProblem(path, "\"\(existing.through)\" is none of the plan's machines. List it with the role control-plane.")
            ]
        }
        if machine.roles.contains(.controlPlane) { return [] }
        // A member of external etcd is asked about the others.
        if existing.task == .remove, machine.roles.contains(.etcd), !plan.changedMachines.contains(where: { $0.roles != [.etcd] })
        {
            return []
        }
        return [PlanProblem(path, "\(machine.name) is no control plane, and only one can make tokens and drain nodes.")]
    }

    /// Joins and removals take any machine; everything else begins at a control plane.
    private func machines(_ existing: ExistingCluster, _ plan: ClusterPlan) -> [PlanProblem] {
        if existing.task.joins || existing.task == .remove { return [] }
        let needsEtcd = existing.task == .backUpEtcd || existing.task == .restoreEtcd
        if needsEtcd, plan.etcdMachines.isEmpty {
            return [
                PlanProblem(
                    .machines,
                    "No machine runs etcd: list those of the role \(plan.topology == .external ? "etcd" : "control-plane"), all of them."
                )
            ]
        }
        let takesWorker = existing.task == .changeAddress && existing.through.isEmpty
        if existing.task != .backUpEtcd, !takesWorker, plan.machines(.controlPlane).isEmpty {
            return [
                PlanProblem(
                    .machines,
                    "No control plane is listed, but the task \(existing.task.rawValue) needs those of the cluster, all of them.")
            ]
        }
        return []
    }

    private func backup(_ existing: ExistingCluster) -> [PlanProblem] {
        var out: [PlanProblem] = []
        if existing.task == .restoreEtcd, !existing.snapshot.hasPrefix("/") || existing.snapshot.hasSuffix("/") {
            let what =
                existing.snapshot.isEmpty ? "The snapshot to restore is missing" : "\"\(existing.snapshot)\" is no path of a file"
            out.append(
                PlanProblem(
                    "spec.existing.snapshot",
                    "\(what): give the path at which it lies on every machine that runs etcd, such as /var/backups/etcd/etcd-2026-11-30T030000Z.db."
                ))
        } else if existing.task == .restoreEtcd, existing.snapshot.hasSuffix("/newest.db") {
            out.append(
                PlanProblem(
                    "spec.existing.snapshot",
                    "newest.db is another file each day. Name the one that it points to now, with its date."))
        }
        let parts = existing.copyTo.split(separator: ":", maxSplits: 1)
        if !existing.copyTo.isEmpty,
            parts.count != 2 || parts[1].first != "/" || existing.copyTo.contains(where: \.isWhitespace)
                || parts[0].hasPrefix("-")
        {
            out.append(
                PlanProblem(
                    "spec.existing.copyTo",
                    "\"\(existing.copyTo)\" is no place for scp: give a person, a machine and a folder, such as backup@192.0.2.50:/srv/etcd."
                ))
        }
        return out
    }

    private func address(_ existing: ExistingCluster, _ plan: ClusterPlan) -> [PlanProblem] {
        guard existing.task == .changeAddress else { return [] }
        let path = "spec.existing.formerAddress"
        guard let machine = plan.movedMachine else {
            return [PlanProblem(.machines, "No machine is listed for the task change-address.")]
        }
        var out: [PlanProblem] = []
        let isPlane = machine.roles.contains(.controlPlane)
        if IPAddress(existing.formerAddress).map({ $0.isIPv6 }) ?? true {
            out.append(
                PlanProblem(
                    path,
                    "\"\(existing.formerAddress)\" is no IPv4 address. Give the one by which the cluster knows \(machine.name) now."
                ))
        } else if machine.addresses.contains(existing.formerAddress) {
            out.append(
                PlanProblem(
                    path,
                    "\(machine.name) has \(existing.formerAddress) in the list of machines too. The new address stands there, the former here."
                ))
        }
        if isPlane, plan.machines(.controlPlane).count > 1 {
            out.append(
                PlanProblem(
                    .machines,
                    "The cluster has \(plan.machines(.controlPlane).count) control planes. kubeadm cannot move one of several: take it out with the task remove, and join it at its new address."
                ))
        }
        if isPlane, plan.topology == .external {
            out.append(
                PlanProblem(
                    .topology,
                    "With external etcd only the API server would move; make its certificate anew for the new address instead (drydock recipes show reissue-apiserver-certificate)."
                ))
        }
        return out
    }

    private func renewal(_ existing: ExistingCluster, _ checked: CheckedPlan) -> [PlanProblem] {
        guard existing.task == .renewCertificates else { return [] }
        let path = "spec.existing.renewBelowDays"
        let days = existing.renewBelowDays
        // kubeadm's own lifetime is a year (constants.CertificateValidityPeriod).
        let lifetime = (checked.plan.certificates.validityHours ?? 8760) / 24
        if days < 1 { return [PlanProblem(path, "\(days) days are no time. Give a whole number above zero.")] }
        guard days >= lifetime else { return [] }
        return [
            PlanProblem(
                path,
                "A new certificate is good for \(lifetime) days, so one with \(days) days left can never be had. Give less than \(lifetime)."
            )
        ]
    }
}
