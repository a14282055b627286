import Addresses
import Facts

/// Machines can be added to the cluster that is there: its endpoint, its hashes, its version.
struct ExistingClusterFits: PlanCheck {
    func problems(_ checked: CheckedPlan) -> [PlanProblem] {
        guard let existing = checked.plan.existing else { return [] }
        guard existing.task.joins else { return roles(existing, checked.plan) }
        return roles(existing, checked.plan) + endpoint(existing) + hashes(existing) + token(existing, checked)
            + skew(existing, checked)
    }

    private func roles(_ existing: ExistingCluster, _ plan: ClusterPlan) -> [PlanProblem] {
        if plan.changedMachines.isEmpty {
            return [PlanProblem(Setting.machines.id, "No machine is listed for the task \(existing.task.rawValue).")]
        }
        let wanted: Machine.Role? =
            switch existing.task {
            case .joinWorker: .worker
            case .joinControlPlane: .controlPlane
            default: nil
            }
        guard let wanted else { return [] }
        return plan.machines.enumerated().compactMap { index, machine in
            if machine.name == existing.through { return nil }
            if machine.roles.contains(wanted), wanted == .controlPlane || !machine.roles.contains(.controlPlane) { return nil }
            return PlanProblem(
                "spec.machines[\(index)].roles",
                "The task is \(existing.task.rawValue), but \(machine.name) has the roles \(machine.roles.map(\.rawValue).joined(separator: ", "))."
            )
        }
    }

    private func endpoint(_ existing: ExistingCluster) -> [PlanProblem] {
        let path = "spec.existing.endpoint"
        let text = existing.endpoint
        if text.isEmpty {
            return [
                PlanProblem(path, "The host and port of the cluster's API are missing, such as cluster-endpoint.example:6443.")
            ]
        }
        if text.contains("://") {
            return [PlanProblem(path, "\"\(text)\" is a URL, but a host and a port are expected, without https://.")]
        }
        guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]), (1...65535).contains(port)
        else {
            return [PlanProblem(path, "\"\(text)\" has no port at its end, such as :6443.")]
        }
        let host = text[..<colon]
        let bare = host.hasPrefix("[") && host.hasSuffix("]") ? String(host.dropFirst().dropLast()) : String(host)
        if IPAddress(bare) == nil, !NameForm.isDNSName(bare) || bare.contains(":") {
            return [PlanProblem(path, "\"\(bare)\" is neither a DNS name nor an address.")]
        }
        return []
    }

    private func hashes(_ existing: ExistingCluster) -> [PlanProblem] {
        existing.caCertHashes.enumerated().compactMap { index, text in
            let digits = text.utf8.dropFirst(7)
            let isHex = digits.allSatisfy { (48...57).contains($0) || (97...102).contains($0) || (65...70).contains($0) }
            if text.hasPrefix("sha256:"), digits.count == 64, isHex { return nil }
            return PlanProblem(
                "spec.existing.caCertHashes[\(index)]",
                "\"\(text)\" is not a hash of an authority's key: it has the form sha256: and 64 hexadecimal digits.")
        }
    }

    private func token(_ existing: ExistingCluster, _ checked: CheckedPlan) -> [PlanProblem] {
        let path = "spec.existing.tokenExpires"
        if existing.tokenExpires.isEmpty { return [] }
        guard let end = Instant(rfc3339: existing.tokenExpires) else {
            return [PlanProblem(path, "\"\(existing.tokenExpires)\" is not a time such as 2026-11-24T08:00:00Z.")]
        }
        guard let now = checked.now, end <= now else { return [] }
        return [
            PlanProblem(
                path,
                "The bootstrap token expired at \(existing.tokenExpires). Make a new one on a control plane with: kubeadm token create"
            )
        ]
    }

    private func skew(_ existing: ExistingCluster, _ checked: CheckedPlan) -> [PlanProblem] {
        guard let cluster = existing.controlPlaneVersion, let release = checked.release else { return [] }
        let path = Setting.release.id
        let behind = cluster.minor - release.minor
        if behind < 0 {
            return [
                PlanProblem(
                    path,
                    "\(release.id) is newer than the cluster's \(cluster), and neither a kubelet nor kubeadm may be. Use \(cluster.minorText)."
                )
            ]
        }
        if behind == 0 { return [] }
        if existing.task == .joinControlPlane {
            return [
                PlanProblem(
                    path,
                    "A control plane joins with kubeadm of the cluster's own minor, \(cluster.minorText), but the release is \(release.id)."
                )
            ]
        }
        // How far a kubelet may lag is the API server's law, so the cluster's release says it.
        let most = checked.knowledge.release(cluster)?.kubeletSkew ?? release.kubeletSkew
        if behind > most {
            return [
                PlanProblem(
                    path,
                    "A kubelet of \(release.id) is \(behind) minors older than the cluster's \(cluster), which takes \(most) at most. Use \(cluster.minorText)."
                )
            ]
        }
        return [
            .warning(
                path,
                "\(release.id) is older than the cluster's \(cluster). It works, but kubeadm joins best with the cluster's own minor, \(cluster.minorText)."
            )
        ]
    }
}
