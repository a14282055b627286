/// The ports at which a machine must be reached by others (kubernetes.io, Ports and Protocols). The scheduler's and the controller
/// manager's are asked on the machine itself alone. Steps open them, and the runbook lists them.
package enum MachinePorts {
    package struct Port: Sendable, Equatable {
        /// `6443` or `30000-32767`.
        package var number: String
        package var isUDP = false
        /// What asks there, as a sentence without its full stop.
        package var about: String

        /// `6443/tcp`.
        package var text: String { "\(number)/\(isUDP ? "udp" : "tcp")" }
    }

    package static func of(_ machine: Machine, _ context: PlanContext) -> [Port] {
        let plan = context.plan
        var out: [Port] = []
        if machine.roles.contains(.controlPlane) {
            out.append(Port(number: "\(ClusterEndpoint.apiServerPort)", about: "The API server: all machines, and you"))
        }
        if plan.endpoint.balancer == .haproxyKeepalived, balances(machine, plan),
            plan.endpoint.port != ClusterEndpoint.apiServerPort || !machine.roles.contains(.controlPlane)
        {
            out.append(Port(number: "\(plan.endpoint.port)", about: "The endpoint by haproxy: all machines, and you"))
        }
        if plan.etcdMachines.contains(where: { $0.name == machine.name }) {
            out.append(Port(number: "2379-2380", about: "etcd: its members, and the API servers"))
        }
        if runsPods(machine) {
            out.append(Port(number: "10250", about: "The kubelet: the API servers, and what gathers metrics"))
            out.append(Port(number: "30000-32767", about: "NodePort Services: whoever uses them"))
            out.append(Port(number: "30000-32767", isUDP: true, about: "NodePort Services: whoever uses them"))
            for port in context.addOn?.ports(in: plan) ?? [] {
                let words = port.split(separator: " ")
                guard words.count == 2, ["TCP", "UDP"].contains(words[0]) else { continue }
                out.append(
                    Port(
                        number: String(words[1]), isUDP: words[0] == "UDP",
                        about: "\(context.addOn?.title ?? "The network add-on"): the nodes among each other"))
            }
        }
        return out.reduce(into: []) { all, port in if !all.contains(where: { $0.text == port.text }) { all.append(port) } }
    }

    static func runsPods(_ machine: Machine) -> Bool {
        machine.roles.contains(.controlPlane) || machine.roles.contains(.worker)
    }

    /// Whether keepalived passes an address between this machine and others, by the protocol VRRP.
    package static func sharesAddress(_ machine: Machine, _ plan: ClusterPlan) -> Bool {
        plan.endpoint.balancer == .haproxyKeepalived && balances(machine, plan)
    }

    private static func balances(_ machine: Machine, _ plan: ClusterPlan) -> Bool {
        BalancerMachines.of(plan).contains { $0.name == machine.name }
    }
}
