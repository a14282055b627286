import Steps

/// The ports that machines need of each other, opened in firewalld where it runs: RHEL, Fedora and SUSE come with it switched on, and a
/// join hangs without a word about it.
struct FirewallPorts: Generator {
    func steps(_ context: PlanContext) -> [Step] {
        guard context.plan.tool == .kubeadm, !context.isRemoval else { return [] }
        return context.plan.machines.filter { [.dnf, .zypper].contains($0.os.family) }.map { step($0, context) }
    }

    private func step(_ machine: Machine, _ context: PlanContext) -> Step {
        let added =
            Self.ports(machine, context).map { "--add-port=\($0)" }
            + (Self.sharesAddress(machine, context) ? ["--add-protocol=vrrp"] : [])
        let sources =
            Self.runsPods(machine)
            ? (context.plan.network.podSubnets + context.plan.network.serviceSubnets).map { "--add-source=\($0)" } : []
        var commands = [["firewall-cmd", "--permanent"] + added]
        if !sources.isEmpty { commands.append(["firewall-cmd", "--permanent", "--zone=trusted"] + sources) }
        func taken(_ words: [String]) -> [String] { words.map { $0.hasPrefix("--add-") ? "--remove-" + $0.dropFirst(6) : $0 } }
        return Step(
            "open-firewall", on: machine.name, phase: machine.roles == [.loadBalancer] ? .balancer : .prepare,
            title: "Let the other machines through firewalld.",
            why:
                "firewalld is switched on by default here, and turns away what it was not told of: a join waits for the API server until its time is over, and pods do not reach each other. The ports are opened for good; pods' and Services' addresses are trusted. Where firewalld does not run nothing is done.",
            risk: .edits,
            actions: (commands + [["firewall-cmd", "--reload"]]).map { .run(.init($0, unless: Self.isAbsent)) },
            check: .succeeds(Self.isOpen(added, sources)), undo: .commands(commands.map(taken) + [["firewall-cmd", "--reload"]]),
            seconds: 5)
    }

    /// Ends 0 where firewalld does not run.
    private static let isAbsent = ["awk", "BEGIN { exit system(\"systemctl --quiet is-active firewalld.service\") == 0 }"]

    /// Ends 0 where firewalld does not run, or lets all of it through. A query asks one thing at a time.
    private static func isOpen(_ added: [String], _ sources: [String]) -> [String] {
        let queries =
            added.map { "firewall-cmd --quiet --query-\($0.dropFirst(6))" }
            + sources.map { "firewall-cmd --quiet --zone=trusted --query-\($0.dropFirst(6))" }
        return [
            "awk",
            "BEGIN { if (system(\"systemctl --quiet is-active firewalld.service\")) exit 0; exit system(\"\(queries.joined(separator: " && "))\") != 0 }",
        ]
    }

    private static func runsPods(_ machine: Machine) -> Bool {
        machine.roles.contains(.controlPlane) || machine.roles.contains(.worker)
    }

    /// Whether keepalived passes an address between this machine and others.
    private static func sharesAddress(_ machine: Machine, _ context: PlanContext) -> Bool {
        context.plan.endpoint.balancer == .haproxyKeepalived && balances(machine, context)
    }

    private static func balances(_ machine: Machine, _ context: PlanContext) -> Bool {
        BalancerMachines.of(context.plan).contains { $0.name == machine.name }
    }

    /// kubernetes.io, Ports and Protocols; the scheduler's and the controller manager's are asked on the machine itself alone.
    static func ports(_ machine: Machine, _ context: PlanContext) -> [String] {
        let plan = context.plan
        var out: [String] = []
        if machine.roles.contains(.controlPlane) { out.append("\(ClusterEndpoint.apiServerPort)/tcp") }
        if plan.endpoint.balancer == .haproxyKeepalived, balances(machine, context),
            plan.endpoint.port != ClusterEndpoint.apiServerPort
                || !machine.roles.contains(.controlPlane)
        {
            out.append("\(plan.endpoint.port)/tcp")
        }
        if plan.etcdMachines.contains(where: { $0.name == machine.name }) { out.append("2379-2380/tcp") }
        if runsPods(machine) {
            out += ["10250/tcp", "30000-32767/tcp", "30000-32767/udp"]
            for port in context.addOn?.ports ?? [] {
                let words = port.split(separator: " ")
                guard words.count == 2, ["TCP", "UDP"].contains(words[0]) else { continue }
                out.append("\(words[1])/\(words[0].lowercased())")
            }
        }
        return out.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }
}
