import Planning

/// Where the API is reached.
struct EndpointPage: WizardPage {
    let title = "Endpoint"
    let purpose = "Under which name and address is the API reached?"
    private static let balancer = Setting.balancer.id

    func skipped(_ wizard: Wizard) -> String? {
        wizard.plan.existing != nil ? "The cluster's endpoint is there already." : wizard.notPlanned
    }

    func questions(_ wizard: Wizard) -> [Question] {
        let endpoint = wizard.plan.endpoint
        var out = [
            Question(
                Self.balancer, "Before the API servers", .choice(Self.choices), value: endpoint.balancer.rawValue,
                because: wizard.plan.topology == .single
                    ? Because("nothing for now, because there is one API server", .taste)
                    : Because("haproxy and keepalived, because they need nothing but the machines", .taste),
                about: "Nodes and people reach the API by one name. What stands behind it can change later; the name cannot."),
            Question(
                Setting.endpointName.id, "Name", .text(example: "cluster-endpoint.example.internal"), value: endpoint.name,
                because: Because("cluster-endpoint, because a name can be pointed elsewhere and an address cannot", .taste),
                about: "It stands in every certificate and kubeconfig."),
            Question(
                Setting.endpointPort.id, "Port", .text(example: "6443"), value: "\(endpoint.port)",
                because: Because(
                    "\(Self.port(wizard.plan)), because \(Self.port(wizard.plan) == 6443 ? "the API server itself listens there" : "the API server has 6443 on the same machines")",
                    .knowledge)),
        ]
        if endpoint.balancer != .none {
            out.append(
                Question(
                    Setting.endpointAddress.id, "Address", .text(example: "192.0.2.10"), value: endpoint.address,
                    about: endpoint.balancer == .own
                        ? "Your balancer's address."
                        : "A free address of the machines' network, which moves between the control planes."))
        }
        out.append(
            Question(
                Setting.inHostsFile.id, "Write the name into /etc/hosts of every machine", .flag,
                value: AnswerText.flag(endpoint.inHostsFile),
                because: Because("yes, because then nothing depends on your DNS", .taste)))
        if endpoint.balancer == .haproxyKeepalived {
            out.append(
                Question(
                    Setting.virtualRouterID.id, "keepalived's router id", .text(example: "51"),
                    value: "\(endpoint.virtualRouterID)", because: Because("51, because most examples have it", .taste),
                    about: "1 to 255, and no other keepalived in the same network segment may have it."))
        }
        return out
    }

    private static let choices = [
        Choice(
            "none", "Nothing for now",
            about: "The name points at the first control plane. A balancer can come later, since only the name is written down.",
            rulesOut: "Surviving the first control plane's loss."),
        Choice(
            "haproxy-keepalived", "haproxy and keepalived",
            about: "An address moves between the machines by VRRP, and haproxy spreads connections over the API servers.",
            costs: "One free address; IP protocol 112 between the machines, which clouds seldom let through.",
            rulesOut: "Port 6443 for the endpoint, where they run on the control planes."),
        Choice(
            "kube-vip", "kube-vip", about: "A static pod moves the address by ARP; it needs no packages.",
            costs: "One free address; on the first control plane it needs super-admin.conf until init is done, from 1.29.",
            rulesOut: "Machines in different network segments, unless BGP is set up by you."),
        Choice(
            "own", "A load balancer of your own",
            about: "TCP to port 6443 of the control planes, checked by /healthz or /readyz.",
            costs: "It must be there before the cluster is made."),
    ]

    private static func port(_ plan: ClusterPlan) -> Int {
        plan.endpoint.balancer == .haproxyKeepalived && plan.machines(.loadBalancer).isEmpty ? 8443 : 6443
    }

    func defaults(_ wizard: Wizard) -> [(question: String, value: String)] {
        [
            (Self.balancer, wizard.plan.topology == .single ? "none" : "haproxy-keepalived"),
            (Setting.endpointName.id, "cluster-endpoint"), (Setting.endpointPort.id, "\(Self.port(wizard.plan))"),
            (Setting.inHostsFile.id, "yes"), (Setting.virtualRouterID.id, "51"),
        ]
    }

    func unanswered(_ question: String) -> String? { question == Setting.endpointAddress.id ? "" : nil }

    func refusal(of value: String, for question: String) -> String? {
        switch question {
        case Setting.endpointPort.id: AnswerText.numberRefusal(value, 1...65535)
        case Setting.virtualRouterID.id: AnswerText.numberRefusal(value, 1...255)
        default: nil
        }
    }

    func put(_ value: String, for question: String, into plan: inout ClusterPlan, _ wizard: Wizard) {
        switch question {
        case Self.balancer:
            plan.endpoint.balancer = ClusterEndpoint.Balancer(rawValue: value) ?? plan.endpoint.balancer
            if !wizard.answered.contains(Setting.endpointPort.id) { plan.endpoint.port = Self.port(plan) }
        case Setting.endpointName.id: plan.endpoint.name = value
        case Setting.endpointPort.id: plan.endpoint.port = Int(value) ?? plan.endpoint.port
        case Setting.endpointAddress.id: plan.endpoint.address = value
        case Setting.inHostsFile.id: plan.endpoint.inHostsFile = AnswerText.flag(value)
        case Setting.virtualRouterID.id: plan.endpoint.virtualRouterID = Int(value) ?? plan.endpoint.virtualRouterID
        default: break
        }
    }
}
