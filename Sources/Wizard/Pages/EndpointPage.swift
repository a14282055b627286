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
        let balancer = Question(
            Self.balancer, "Before the API servers", .choice(Self.choices), value: wizard.plan.endpoint.balancer.rawValue,
            because: wizard.plan.topology == .single
                ? Because("nothing for now, because there is one API server", .taste)
                : Because("haproxy and keepalived, because they need nothing but the machines", .taste),
            about: "Nodes and people reach the API by one name. What stands behind it can change later; the name cannot.")
        return [balancer] + Setting.questions([.endpoint], of: wizard.plan).map { Question($0, wizard.plan) }
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
