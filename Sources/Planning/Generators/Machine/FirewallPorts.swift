import Steps

/// The ports that machines need of each other, opened in firewalld or ufw where one of them is switched on: a join hangs behind a closed
/// port without a word about it. RHEL, Fedora and SUSE come with firewalld running.
struct FirewallPorts: Generator {
    func steps(_ context: PlanContext) -> [Step] {
        guard context.plan.tool == .kubeadm, !context.isRemoval else { return [] }
        return context.plan.machines.compactMap { machine in
            switch machine.os.family {
            case .dnf, .zypper: Firewalld(machine, context).step
            case .apt: UFW(machine, context).step
            case .flatcar, .none, .windows: nil
            }
        }
    }

    /// A machine that only balances is not prepared.
    static func phase(_ machine: Machine) -> Step.Phase { machine.roles == [.loadBalancer] ? .balancer : .prepare }

    /// Ranges whose packets cross the machine, or begin there.
    static func ranges(_ machine: Machine, _ context: PlanContext) -> [String] {
        MachinePorts.runsPods(machine) ? context.plan.network.podSubnets + context.plan.network.serviceSubnets : []
    }
}

/// firewalld: ports for good, and pods' and Services' addresses in the zone that lets everything through.
private struct Firewalld {
    let machine: Machine
    let added, sources: [String]

    init(_ machine: Machine, _ context: PlanContext) {
        self.machine = machine
        added =
            MachinePorts.of(machine, context).map { "--add-port=\($0.text)" }
            + (MachinePorts.sharesAddress(machine, context.plan) ? ["--add-protocol=vrrp"] : [])
        sources = FirewallPorts.ranges(machine, context).map { "--add-source=\($0)" }
    }

    var step: Step? {
        if added.isEmpty { return nil }
        var commands = [["firewall-cmd", "--permanent"] + added]
        if !sources.isEmpty { commands.append(["firewall-cmd", "--permanent", "--zone=trusted"] + sources) }
        func taken(_ words: [String]) -> [String] { words.map { $0.hasPrefix("--add-") ? "--remove-" + $0.dropFirst(6) : $0 } }
        return Step(
            "open-firewall", on: machine.name, phase: FirewallPorts.phase(machine),
            title: "Let the other machines through firewalld.",
            why:
                "firewalld is switched on by default here, and turns away what it was not told of: a join waits for the API server until its time is over, and pods do not reach each other. The ports are opened for good; pods' and Services' addresses are trusted. Where firewalld does not run nothing is done.",
            risk: .edits,
            actions: (commands + [["firewall-cmd", "--reload"]]).map { .run(.init($0, unless: Self.isAbsent)) },
            check: .succeeds(isOpen), undo: .commands(commands.map(taken) + [["firewall-cmd", "--reload"]]),
            seconds: 5)
    }

    /// Ends 0 where firewalld does not run.
    private static let isAbsent = ["awk", "BEGIN { exit system(\"systemctl --quiet is-active firewalld.service\") == 0 }"]

    /// Ends 0 where firewalld does not run, or lets all of it through. A query asks one thing at a time.
    private var isOpen: [String] {
        let queries =
            added.map { "firewall-cmd --quiet --query-\($0.dropFirst(6))" }
            + sources.map { "firewall-cmd --quiet --zone=trusted --query-\($0.dropFirst(6))" }
        return [
            "awk",
            "BEGIN { if (system(\"systemctl --quiet is-active firewalld.service\")) exit 0; exit system(\"\(queries.joined(separator: " && "))\") != 0 }",
        ]
    }
}

/// ufw: ports, and pods' addresses, whose packets it would not pass on.
private struct UFW {
    let machine: Machine
    /// As `ufw show added` prints them, without the program's name.
    let rules: [String]

    init(_ machine: Machine, _ context: PlanContext) {
        self.machine = machine
        let ports = MachinePorts.of(machine, context).map { port in
            "allow " + port.text.split(separator: "-").joined(separator: ":")
        }
        let ranges = FirewallPorts.ranges(machine, context)
        let pods = ranges.isEmpty ? [] : context.plan.network.podSubnets
        // ufw has no word for VRRP, so the machines that share an address hear each other as a whole.
        let peers =
            MachinePorts.sharesAddress(machine, context.plan)
            ? BalancerMachines.of(context.plan).flatMap(\.addresses) : []
        rules =
            ports + ranges.map { "allow from \($0)" } + pods.flatMap { ["route allow from \($0)", "route allow to \($0)"] }
            + peers.map { "allow from \($0)" }
    }

    var step: Step? {
        if rules.isEmpty { return nil }
        let commands = rules.map { ["ufw"] + $0.split(separator: " ").map(String.init) }
        return Step(
            "open-firewall", on: machine.name, phase: FirewallPorts.phase(machine),
            title: "Let the other machines through ufw.",
            why:
                "Where ufw is switched on it turns away what it was not told of, and does not pass pods' packets on: a join waits for the API server until its time is over. Where it is switched off, as it comes, nothing is done.",
            risk: .edits, actions: commands.map { .run(.init($0, unless: Self.isOff)) }, check: .succeeds(isOpen),
            undo: .commands(commands.map { words in ["ufw"] + Self.deleted(words) }), seconds: 5)
    }

    private static func deleted(_ words: [String]) -> [String] {
        words[1] == "route" ? ["route", "delete"] + words.dropFirst(2) : ["delete"] + words.dropFirst()
    }

    /// Whether it is switched on stands in its file, also where it is not installed.
    private static let isOn = "grep -qsix ENABLED=yes /etc/ufw/ufw.conf"

    /// Ends 0 where ufw is switched off.
    private static let isOff = ["awk", "BEGIN { exit system(\"\(isOn)\") == 0 }"]

    /// Ends 0 where ufw is switched off, or has all the rules.
    private var isOpen: [String] {
        let wanted = rules.map { "wanted[\"ufw \($0)\"]" }.joined(separator: "; ")
        return [
            "awk",
            "BEGIN { if (system(\"\(Self.isOn)\")) exit 0; \(wanted); while ((\"ufw show added\" | getline line) > 0) delete wanted[line]; for (rule in wanted) exit 1 }",
        ]
    }
}
