import Facts
import Planning

/// What the cluster is for, and so with which tool it is made.
struct PurposePage: WizardPage {
    let title = "Purpose"
    let purpose = "What shall come out of this?"

    private static let choice = Setting.purpose.id

    func questions(_ wizard: Wizard) -> [Question] {
        var out = [
            Question(
                Self.choice, "What shall be made?", .choice(Self.choices), value: Self.value(wizard.plan),
                because: Because("try it out on this machine, because nothing else is known of your plans", .taste),
                about: "Nothing is changed on any machine until a plan is applied. Every page has a default: Enter takes it.")
        ]
        out[0].rare = "for a cluster that is there already"
        guard let existing = wizard.plan.existing else { return out }
        let isJoin = existing.task != .remove
        if isJoin {
            out.append(
                Question(
                    "join", "Join command", .text(example: "kubeadm join 192.0.2.11:6443 --token …"),
                    about:
                        "Paste what kubeadm token create --print-join-command printed. The token is not kept: it is asked for again when the plan is applied."
                ))
        }
        out.append(
            Question(
                "spec.existing.endpoint", "API endpoint", .text(example: "cluster-endpoint:6443"), value: existing.endpoint,
                about: "Host and port of the cluster's API server."))
        if isJoin {
            out.append(
                Question(
                    "spec.existing.caCertHashes", "CA hash", .text(example: "sha256:…"),
                    value: existing.caCertHashes.joined(separator: ","),
                    about: "The hash of the cluster authority's public key. Without it a machine would join whoever answers."))
            out.append(
                Question(
                    "spec.existing.tokenExpires", "Token ends", .text(example: "2026-11-25T10:00:00Z"),
                    value: existing.tokenExpires,
                    about: "A bootstrap token lives a day unless it was made otherwise. kubeadm token list shows when it ends."))
        }
        out.append(
            Question(
                "spec.existing.controlPlaneVersion", "Its version", .text(example: wizard.plan.release.minorText),
                value: existing.controlPlaneVersion?.description ?? "",
                about: "The API server's version: a machine joins with the kubeadm of the same minor release."))
        return out
    }

    private static let choices = [
        Choice(
            "try", "Try it out on this machine", about: "One control plane that also runs your pods, made with kubeadm.",
            costs: "The cluster is gone when the machine is.", rulesOut: "Nothing: it can grow, because its endpoint is a name."),
        Choice(
            "survive", "A cluster that survives the loss of a machine",
            about: "Three or more control planes and workers, made with kubeadm.",
            costs: "At least three machines for the control plane, and an address that moves between them."),
        Choice(
            "fleet", "Many machines: write Kubespray's input",
            about:
                "Kubespray sets up and upgrades tens to hundreds of machines by Ansible. It is the better choice when machines come and go and others must repeat the set-up.",
            costs: "Ansible and a checkout of Kubespray on your own machine; a run takes half an hour."),
        Choice(
            "cloud", "A cluster in AWS: write the kops commands",
            about: "kops makes machines, networks, DNS and the cluster in a cloud account.",
            costs: "It needs the account's rights.",
            rulesOut: "Machines of your own: kops makes its own."),
        Choice(
            "managed", "A managed or turnkey cluster",
            about:
                "Where a provider runs the control plane, there is nothing to plan here. It is the better choice when nobody of yours wants to be called at night for etcd.",
            costs: "The provider's price, and its versions."),
        Choice(
            "join-worker", "Add this machine to a cluster, as worker",
            about: "Runtime, kernel and kubeadm join, with checks before.",
            isRare: true),
        Choice(
            "join-control-plane", "Add this machine as control plane",
            about: "As a worker, and a member of etcd where it is stacked.",
            rulesOut: "A cluster that was made without a controlPlaneEndpoint: it cannot get a second control plane.",
            isRare: true),
        Choice(
            "remove", "Take this machine out of its cluster", about: "Drain, etcd's quorum looked at, reset, delete.",
            costs: "What runs here moves or ends.", isRare: true),
    ]

    private static func value(_ plan: ClusterPlan) -> String {
        if let existing = plan.existing { return existing.task.rawValue }
        switch plan.tool {
        case .kubespray: return "fleet"
        case .kops: return "cloud"
        case .managed: return "managed"
        case .kubeadm: return plan.purpose == .tryOut ? "try" : "survive"
        }
    }

    func defaults(_ wizard: Wizard) -> [(question: String, value: String)] { [(Self.choice, "try")] }

    func unanswered(_ question: String) -> String? {
        switch question {
        case "spec.existing.endpoint", "spec.existing.caCertHashes", "spec.existing.tokenExpires": ""
        default: nil
        }
    }

    func refusal(of value: String, for question: String) -> String? {
        switch question {
        case "join" where !value.isEmpty && JoinCommand(value) == nil:
            "This is no join command: it begins with kubeadm join and the API's host and port."
        case "spec.existing.endpoint" where value.contains(where: \.isWhitespace):
            "This is no host and port, which have no blanks, such as cluster-endpoint:6443. A whole join command goes into the field above."
        case "spec.existing.controlPlaneVersion" where !value.isEmpty && KubernetesVersion(value) == nil:
            "\"\(value)\" is no version such as 1.36.2."
        default: nil
        }
    }

    func put(_ value: String, for question: String, into plan: inout ClusterPlan, _ wizard: Wizard) {
        switch question {
        case Self.choice: choose(value, &plan)
        case "join": takeJoin(value, &plan)
        case "spec.existing.endpoint": plan.existing?.endpoint = value
        case "spec.existing.caCertHashes": plan.existing?.caCertHashes = AnswerText.list(value)
        case "spec.existing.tokenExpires": plan.existing?.tokenExpires = value
        case "spec.existing.controlPlaneVersion":
            plan.existing?.controlPlaneVersion = KubernetesVersion(value)
            if let version = KubernetesVersion(value) { plan.release = version }
        default: break
        }
    }

    private func choose(_ value: String, _ plan: inout ClusterPlan) {
        plan.tool = value == "fleet" ? .kubespray : value == "cloud" ? .kops : value == "managed" ? .managed : .kubeadm
        plan.purpose = value == "try" ? .tryOut : value == "fleet" || value == "cloud" ? .fleet : .survive
        // kops makes its machines itself.
        if plan.tool == .kops { plan.machines = [] }
        if let task = ExistingCluster.Task(rawValue: value) {
            if plan.existing == nil { plan.existing = ExistingCluster() }
            plan.existing?.task = task
        } else {
            plan.existing = nil
        }
    }

    private func takeJoin(_ text: String, _ plan: inout ClusterPlan) {
        guard let command = JoinCommand(text) else { return }
        plan.existing?.endpoint = command.endpoint
        plan.existing?.caCertHashes = command.caCertHashes
        if command.isControlPlane { plan.existing?.task = .joinControlPlane }
    }

    func facts(_ wizard: Wizard) -> [String] {
        guard let role = wizard.facts.text(NodeFacts.role), role != "none" else { return [] }
        return ["This machine is part of a cluster already, as \(role)."]
    }
}
