import Planning

/// What is asked about a cluster that is there, besides its machines.
enum LivingClusterQuestions {
    static let days = "spec.existing.renewBelowDays"
    private static let version = "spec.existing.controlPlaneVersion"
    private static let copyTo = "spec.existing.copyTo"
    private static let snapshot = "spec.existing.snapshot"
    private static let former = "spec.existing.formerAddress"
    private static let throughID = "spec.existing.through"

    static let choices = [
        Choice(
            .renewCertificates,
            about:
                "All control planes one after the other, external etcd and kubelets; each is restarted by its manifest and looked at.",
            costs: "Each control plane's API server is away for about a minute."),
        Choice(
            .upgrade, about: "Looks for what breaks, then goes node by node: kubeadm, drain, kubelet, uncordon, check.",
            costs: "Pods move from node to node. There is no way back but a snapshot of etcd.",
            rulesOut: "Two minor releases at once: kubeadm refuses that."),
        Choice(
            .backUpEtcd,
            about: "A snapshot now and one each day, copied off the machine where you say so, and restored once on trial."),
        Choice(
            .restoreEtcd, about: "On one member or on all of them, from the same file.",
            costs: "Everything since the snapshot is lost, and the API is away meanwhile."),
        Choice(
            .changeAddress,
            about: "A worker, or the only control plane: certificates, manifests, kubeconfigs and etcd's peers follow.",
            costs: "Of the only control plane the API is away for some minutes.",
            rulesOut: "One of several control planes: take it out and join it again."),
        Choice(
            .reset, about: "From the last worker to the first control plane, with what is left named.",
            costs: "All that the cluster knew."),
    ]

    /// The questions of a task.
    static func of(_ existing: ExistingCluster, _ plan: ClusterPlan) -> [Question] {
        var out: [Question] = []
        if existing.task != .changeAddress { out.append(etcd(plan)) }
        switch existing.task {
        case .renewCertificates:
            out.append(
                Question(
                    days, "Renew below", .text(example: "180"), value: String(existing.renewBelowDays),
                    because: Rationale("180 days, because kubeadm's certificates are good for a year", .knowledge),
                    about: "In days. Certificates that last longer stay as they are."))
        case .upgrade:
            out.append(
                Question(
                    version, "Version now", .text(example: "1.35.4"), value: existing.controlPlaneVersion?.description ?? "",
                    about: "The API server's version, which kubectl version shows. The next page asks to which release it goes."))
        case .backUpEtcd:
            out.append(
                Question(
                    copyTo, "Copy to", .text(example: "backup@192.0.2.50:/srv/etcd"), value: existing.copyTo,
                    about:
                        "A person, a machine and a folder, as scp takes them. Empty leaves the snapshots on their machines alone."
                ))
        case .restoreEtcd:
            out.append(
                Question(
                    snapshot, "Snapshot", .text(example: "/var/backups/etcd/etcd-2026-11-30T030000Z.db"),
                    value: existing.snapshot,
                    about: "The file's path, the same on every machine that runs etcd."))
        case .changeAddress:
            out.append(
                Question(
                    former, "Former address", .text(example: "192.0.2.11"), value: existing.formerAddress,
                    about: "The address that the cluster knows the machine by now. The new one stands in the list of machines."))
            out.append(through(existing))
        case .joinWorker, .joinControlPlane, .remove, .reset: break
        }
        return out
    }

    static func through(_ existing: ExistingCluster) -> Question {
        Question(
            throughID, "Through", .text(example: "cp1"), value: existing.through,
            about:
                "A control plane of the cluster that is among the machines of the plan: tokens, drains and removals are done there. Empty leaves "
                + "them to you.")
    }

    private static func etcd(_ plan: ClusterPlan) -> Question {
        Question(
            Setting.topology.id, "Where etcd runs",
            .choice([
                Choice("stacked", "On the control planes", about: "As kubeadm sets it up."),
                Choice("external", "On machines of its own", about: "List them with the role etcd."),
            ]), value: plan.topology == .external ? "external" : "stacked",
            because: Rationale("on the control planes, because kubeadm sets it up so", .taste),
            about: "The work differs: members are not nodes.")
    }

    static func unanswered(_ question: String) -> String? {
        switch question {
        case copyTo, snapshot, former, throughID: ""
        case days: String(ExistingCluster().renewBelowDays)
        case Setting.topology.id: "stacked"
        default: nil
        }
    }

    static func put(_ value: String, for question: String, into plan: inout ClusterPlan) {
        switch question {
        case days: plan.existing?.renewBelowDays = Int(value) ?? ExistingCluster().renewBelowDays
        case copyTo: plan.existing?.copyTo = value
        case snapshot: plan.existing?.snapshot = value
        case former: plan.existing?.formerAddress = value
        case throughID: plan.existing?.through = value
        case Setting.topology.id where plan.existing != nil: plan.topology = value == "external" ? .external : .stacked
        default: break
        }
    }
}
