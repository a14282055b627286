import Planning
import Steps
import Text

/// Where a provider runs the control plane there is nothing to make: a list of what to ask before one is chosen.
struct ManagedCluster: Exporter {
    func documents(_ plan: Plan, _ context: PlanContext) -> [PlannedFile] {
        guard context.plan.tool == .managed else { return [] }
        return [PlannedFile("managed-cluster.md", Self.text(context))]
    }

    static func text(_ context: PlanContext) -> String {
        let plan = context.plan
        let questions = [
            "Which minor releases are offered? The plan wants \(context.release.id), which is supported until \(context.release.endOfLife). "
                + "How long after a release does it come, and how long is it kept?",
            "Who upgrades the control plane, when, and can it be put off? Who upgrades the nodes?",
            "How many API servers and members of etcd run, and in how many zones? What is promised, and what is paid where it is not kept?",
            "Are there backups of etcd that you can restore yourself, and into another cluster?",
            "Is the API reached from the internet, from given ranges, or only from your network?",
            "Which network add-on runs, and can it be another? Does it enforce NetworkPolicy"
                + (plan.network.addOn.networkPolicy ? ", as the plan wants" : "")
                + (plan.network.addOn.encryption != .none
                    ? ", and encrypt between nodes (\(plan.network.addOn.encryption.rawValue))" : "")
                + "?",
            "May you choose the ranges of pods (\(plan.network.podSubnets.joined(separator: ", "))) and Services "
                + "(\(plan.network.serviceSubnets.joined(separator: ", ")))"
                + (plan.isDualStack ? ", both families at once" : "") + "?",
            "How do people log in: by your own identity provider, and without a shared administrator's kubeconfig?",
            "Are Secrets encrypted before etcd stores them, and with whose key?",
            "Where does the audit log go, how long is it kept, and who can read it?",
            "Which admission plugins, feature gates and flags can you set? Which does the provider forbid?",
            "Are nodes added by themselves when pods wait, and taken away again? How fast, and with which kinds of machines?",
            "Which storage and load balancers come with it, and what does each cost?",
            "Is the distribution certified as conformant by the CNCF, for this very release?",
            "How do you leave: what of the manifests, volumes and addresses is the provider's own?",
        ]
        return "# A managed cluster: what to ask a provider\n\n"
            + MarkdownText.paragraph(
                "The plan says that somebody else runs the control plane. drydock makes nothing then; it looks at nodes that you can log "
                    + "in to. These questions settle what the plan would have settled.") + "\n"
            + questions.map(MarkdownText.item).joined()
    }
}
