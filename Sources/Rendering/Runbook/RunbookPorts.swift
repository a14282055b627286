import Planning
import Text

/// The ports that must be open between the machines, by machines that are alike: for firewalls that no step of the plan reaches.
enum RunbookPorts {
    static func text(_ context: PlanContext) -> String {
        let machines = context.plan.machines.filter { !MachinePorts.of($0, context).isEmpty }
        if machines.isEmpty || context.isRemoval { return "" }
        var rows: [[String]] = []
        var done: Set<String> = []
        for machine in machines where !done.contains(machine.name) {
            let ports = MachinePorts.of(machine, context)
            let shares = MachinePorts.sharesAddress(machine, context.plan)
            let alike = machines.filter {
                MachinePorts.of($0, context) == ports && MachinePorts.sharesAddress($0, context.plan) == shares
            }
            done.formUnion(alike.map(\.name))
            let names = MarkdownText.names(alike.map(\.name))
            rows += ports.map { [names, "\($0.isUDP ? "UDP" : "TCP") \($0.number)", "\($0.about)."] }
            if shares {
                rows.append([names, "protocol 112 (VRRP)", "keepalived: the machines that share the endpoint's address."])
            }
        }
        return "## Ports\n\n"
            + MarkdownText.paragraph(
                "Machines must let each other through here. Where firewalld or ufw is switched on, the step `open-firewall` does it; security "
                    + "groups of a cloud and firewalls between networks are yours. Pods' and Services' addresses "
                    + "(\((context.plan.network.podSubnets + context.plan.network.serviceSubnets).joined(separator: ", "))) pass between all nodes."
            ) + "\n" + MarkdownText.table(["Machines", "Port", "For"], rows)
    }
}
