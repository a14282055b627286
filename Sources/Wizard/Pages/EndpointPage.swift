import Planning

/// Where the API is reached.
struct EndpointPage: WizardPage {
    let title = "Endpoint"
    let purpose = "By which name and address is the API reached?"
    private static let balancer = Setting.balancer.id

    func skipped(_ wizard: Wizard) -> String? {
        wizard.plan.existing != nil ? "The cluster already has an endpoint." : wizard.notPlanned
    }

    func questions(_ wizard: Wizard) -> [Question] {
        let balancer = Question(
            Self.balancer, "In front of the API servers", .choice(Self.choices), value: wizard.plan.endpoint.balancer.rawValue,
            because: wizard.plan.topology == .single
                ? Rationale("nothing for now, because there is one API server", .taste)
                : Rationale("haproxy and keepalived, because they need nothing besides the machines", .taste),
            about: "Nodes and people reach the API by one name. What is behind that name can change later; the name cannot.")
        return [balancer] + Setting.questions([.endpoint], of: wizard.plan).map { Question($0, wizard.plan) }
    }

    private static let choices = [
        Choice(
            "none", "Nothing for now",
            about:
                "The name points at the first control plane. A load balancer can be added later, because only the name is written down.",
            rulesOut: "Surviving the loss of the first control plane."),
        Choice(
            "haproxy-keepalived", "haproxy and keepalived",
            about: "An address moves between the machines by VRRP, and haproxy spreads connections over the API servers.",
            costs: "One free address; IP protocol 112 between the machines, which clouds rarely allow.",
            rulesOut: "Port 6443 for the endpoint, if they run on the control planes."),
        Choice(
            "kube-vip", "kube-vip", about: "A static pod moves the address by ARP; it needs no packages.",
            costs: "One free address; on the first control plane it needs super-admin.conf until init has finished, from 1.29.",
            rulesOut: "Machines in different network segments, unless you set up BGP."),
        Choice(
            "own", "Your own load balancer",
            about: "TCP to port 6443 of the control planes, checked by /healthz or /readyz.",
            costs: "It must exist before the cluster is created."),
    ]

    func defaults(_ wizard: Wizard) -> [(question: String, value: String)] {
        [
            (Self.balancer, wizard.plan.topology == .single ? "none" : "haproxy-keepalived"),
            (Setting.endpointName.id, "cluster-endpoint"), (Setting.endpointPort.id, "\(wizard.plan.usualEndpointPort)"),
            (Setting.inHostsFile.id, "yes"), (Setting.virtualRouterID.id, "51"),
        ]
    }

    func unanswered(_ question: String) -> String? { question == Setting.endpointAddress.id ? "" : nil }

    func refusal(of value: String, for question: String) -> String? { Setting.question(question)?.refusal(value) }

    func put(_ value: String, for question: String, into plan: inout ClusterPlan, _ wizard: Wizard) {
        guard question == Self.balancer else {
            Setting.question(question)?.put(value, &plan)
            return
        }
        plan.endpoint.balancer = ClusterEndpoint.Balancer(rawValue: value) ?? plan.endpoint.balancer
        if !wizard.answered.contains(Setting.endpointPort.id) { plan.endpoint.port = plan.usualEndpointPort }
    }
}
