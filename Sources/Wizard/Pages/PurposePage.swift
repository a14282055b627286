import Facts
import Planning

/// What the cluster is for, and so with which tool it is made.
struct PurposePage: WizardPage {
    let title = "Purpose"
    let purpose = "What is the cluster for?"

    static let choice = Setting.purpose.id
    static let join = "join"
    private static let endpoint = "spec.existing.endpoint"
    private static let hashes = "spec.existing.caCertHashes"
    static let tokenExpires = "spec.existing.tokenExpires"
    private static let version = "spec.existing.controlPlaneVersion"

    func questions(_ wizard: Wizard) -> [Question] {
        var out = [
            Question(
                Self.choice, "What do you want to build?", .choice(Self.choices), value: Self.value(wizard.plan),
                because: Rationale(
                    "a cluster to try out on this machine, because nothing else is known about your plans", .taste),
                about: "Nothing is changed on any machine until a plan is applied. Every page has a default: Enter accepts it.")
        ]
        out[0].rare = "for a cluster that already exists"
        guard let existing = wizard.plan.existing else { return out }
        if !existing.task.joins, existing.task != .remove { return out + LivingClusterQuestions.of(existing, wizard.plan) }
        let isJoin = existing.task.joins
        if isJoin {
            out.append(
                Question(
                    Self.join, "Join command", .text(example: "kubeadm join 192.0.2.11:6443 --token …"),
                    about:
                        "Paste the output of kubeadm token create --print-join-command. The token is not saved: you are asked for it again when the plan is applied."
                ))
        }
        out.append(
            Question(
                Self.endpoint, "API endpoint", .text(example: "cluster-endpoint:6443"), value: existing.endpoint,
                about: "The host and port of the cluster's API server."))
        if isJoin {
            out.append(
                Question(
                    Self.hashes, "CA hash", .text(example: "sha256:…"),
                    value: existing.caCertHashes.joined(separator: ","),
                    about: "The hash of the cluster authority's public key. Without it, a machine would join whoever answers."))
            out.append(
                Question(
                    Self.tokenExpires, "Token expires", .text(example: "2026-11-25T10:00:00Z"),
                    value: existing.tokenExpires,
                    about:
                        "A bootstrap token is valid for a day unless it was created with another lifetime. kubeadm token list shows when it expires."
                ))
        }
        out.append(
            Question(
                Self.version, "Version", .text(example: wizard.plan.release.minorText),
                value: existing.controlPlaneVersion?.description ?? "",
                about: "The API server's version: a machine joins with the kubeadm of the same minor release."))
        return out + [LivingClusterQuestions.through(existing)]
    }

    private static let choices =
        [
            Choice(
                "try", "Try it out on this machine", about: "One control plane that also runs your pods, set up with kubeadm.",
                costs: "If the machine is lost, so is the cluster.",
                rulesOut: "Nothing: it can grow, because its endpoint is a name."
            ),
            Choice(
                "survive", "A cluster that survives the loss of a machine",
                about: "Three or more control planes, and workers, set up with kubeadm.",
                costs: "At least three machines for the control plane, and an address that moves between them."),
            Choice(
                "fleet", "Many machines: write Kubespray's input",
                about:
                    "Kubespray sets up and upgrades tens to hundreds of machines with Ansible. It is the better choice when machines come and go, and when others must be able to repeat the setup.",
                costs: "Ansible and a checkout of Kubespray on your own machine; a run takes about half an hour."),
            Choice(
                "cloud", "A cluster in AWS: write the kops commands",
                about: "kops creates machines, networks, DNS and the cluster in a cloud account.",
                costs: "It needs permissions in that account.",
                rulesOut: "Your own machines: kops creates its own."),
            Choice(
                "managed", "A managed or turnkey cluster",
                about:
                    "Where a provider runs the control plane, there is nothing to plan here. It is the better choice if nobody on your team wants to be called at night because of etcd.",
                costs: "The provider's price, and its versions."),
            Choice(
                .joinWorker, about: "Sets up the runtime and the kernel, checks the machine, then runs kubeadm join."),
            Choice(
                .joinControlPlane, about: "Like a worker; with stacked etcd it also becomes an etcd member.",
                rulesOut: "A cluster that was created without a controlPlaneEndpoint: it cannot get a second control plane."),
            Choice(
                .remove, about: "Drains the node, checks etcd's quorum, resets the machine and deletes the node.",
                costs: "The pods on this machine move or stop."),
        ] + LivingClusterQuestions.choices

    private static func value(_ plan: ClusterPlan) -> String {
        if let existing = plan.existing { return existing.task.rawValue }
        switch plan.tool {
        case .kubespray: return "fleet"
        case .kops: return "cloud"
        case .managed: return "managed"
        case .kubeadm: return plan.purpose == .tryOut ? "try" : "survive"
        }
    }

    func defaults(_ wizard: Wizard) -> [(question: String, value: String)] {
        let seen = wizard.plan.existing.flatMap { _ in wizard.facts.text(APIServerFacts.version) }
        return [(Self.choice, "try")] + (seen.map { [(Self.version, $0)] } ?? [])
    }

    func unanswered(_ question: String) -> String? {
        switch question {
        case Self.endpoint, Self.hashes, Self.tokenExpires: ""
        default: LivingClusterQuestions.unanswered(question)
        }
    }

    func refusal(of value: String, for question: String) -> String? {
        switch question {
        case Self.join where !value.isEmpty && JoinCommand(value) == nil:
            "This is not a join command, which begins with kubeadm join and the API's host and port."
        case Self.endpoint where value.contains(where: \.isWhitespace):
            "This is not a host and port such as cluster-endpoint:6443, which contain no spaces. A whole join command goes into the field above."
        case Self.version where !value.isEmpty && KubernetesVersion(value) == nil:
            "\"\(value)\" is not a version such as 1.36.2."
        case LivingClusterQuestions.days: Int(value) == nil ? "\"\(value)\" is not a whole number of days." : nil
        default: nil
        }
    }

    func put(_ value: String, for question: String, into plan: inout ClusterPlan, _ wizard: Wizard) {
        switch question {
        case Self.choice: choose(value, &plan)
        case Self.join: takeJoin(value, &plan)
        case Self.endpoint: plan.existing?.endpoint = value
        case Self.hashes: plan.existing?.caCertHashes = AnswerText.list(value)
        case Self.tokenExpires: plan.existing?.tokenExpires = value
        case Self.version:
            plan.existing?.controlPlaneVersion = KubernetesVersion(value)
            // An upgrade goes on from there.
            if let version = KubernetesVersion(value), plan.existing?.task != .upgrade { plan.release = version }
        default: LivingClusterQuestions.put(value, for: question, into: &plan)
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
        return ["This machine is already part of a cluster: \(role)."]
    }
}
