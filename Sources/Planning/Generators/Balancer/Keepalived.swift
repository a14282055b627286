import Addresses
import Steps

/// keepalived, which holds the endpoint's address on one balancer and moves it where that one fails.
struct Keepalived: Generator {
    static let path = "/etc/keepalived/keepalived.conf"
    static let script = "/etc/keepalived/check_apiserver.sh"
    /// The first machine's; each further one has one less, so that a failing check (weight -2) always moves the address.
    static let highestPriority = 101
    /// What keepalived is told where the plan names no interface.
    static let guessedInterface = "eth0"

    func steps(_ context: PlanContext) -> [Step] {
        let plan = context.plan
        guard plan.tool == .kubeadm, plan.existing == nil, plan.endpoint.balancer == .haproxyKeepalived else { return [] }
        return BalancerMachines.of(plan).flatMap { [install(plan, on: $0), configure(plan, on: $0)] }
    }

    private func install(_ plan: ClusterPlan, on machine: Machine) -> Step {
        Step(
            "install-keepalived", on: machine.name, phase: .balancer, title: "Install keepalived.",
            why: "keepalived holds the endpoint's address, so that the loss of one balancer does not take the endpoint away. "
                + "Its script asks with curl.", risk: .edits,
            actions: [BalancerMachines.install("keepalived", on: machine)], check: .succeeds(["keepalived", "--version"]),
            undo: .commands(BalancerMachines.remove("keepalived", from: machine)), seconds: 20)
    }

    private func configure(_ plan: ClusterPlan, on machine: Machine) -> Step {
        Step(
            "configure-keepalived", on: machine.name, phase: .balancer, title: "Let keepalived hold \(plan.endpoint.address).",
            why:
                "The machine of the highest priority has the address; where its API server does not answer, its priority falls below "
                + "the next one's and the address moves. The machines talk VRRP, IP protocol 112, to each other.",
            risk: .restarts,
            actions: [
                .write(PlannedFile(Self.script, mode: 0o755, Self.scriptText(plan))),
                .write(PlannedFile(Self.path, mode: 0o600, Self.text(plan, on: machine))),
                .run(.init(["keepalived", "--config-test", "--use-file", Self.path])),
                .unit(UnitChange("keepalived.service", .enabled)),
                .unit(UnitChange("keepalived.service", .reloaded)),
            ], check: .succeeds(["systemctl", "is-active", "keepalived.service"]),
            undo: .commands([["systemctl", "disable", "--now", "keepalived.service"], ["rm", "-f", Self.script]]))
    }

    /// What keepalived runs: 0 where the API answers through this machine's haproxy.
    static func scriptText(_ plan: ClusterPlan) -> String {
        """
        #!/bin/sh
        # Whether the API answers through this machine's haproxy.
        exec curl --silent --fail --insecure --noproxy '*' --max-time 2 --output /dev/null https://localhost:\(plan.endpoint.port)/healthz

        """
    }

    /// The machines' addresses of the endpoint's family: keepalived refuses one of the other, and talks by multicast where a
    /// machine has none (keepalived 2.2.7, vrrp_parser.c).
    private static func unicast(_ plan: ClusterPlan, on machine: Machine, _ isIPv6: Bool) -> String {
        func address(_ machine: Machine) -> String? { machine.addresses.first { IPAddress($0)?.isIPv6 == isIPv6 } }
        let machines = BalancerMachines.of(plan)
        let peers = machines.filter { $0.name != machine.name }.compactMap(address)
        guard let own = address(machine), !peers.isEmpty, peers.count + 1 == machines.count else { return "" }
        // Clouds and many switches drop VRRP's multicast.
        return "    unicast_src_ip \(own)\n    unicast_peer {\n" + peers.map { "        \($0)\n" }.joined() + "    }\n"
    }

    /// Version 2 of VRRP has a password; version 3, which IPv6 needs, has none, and keepalived's test of a file with one fails
    /// (keepalived.conf(5) and vrrp.c of keepalived 2.2.7: "VRRP version 3 does not support authentication").
    private static func authentication(_ isIPv6: Bool) -> String {
        if isIPv6 {
            return """
                    # VRRP for IPv6 is of version 3, which knows no password: let only these machines talk IP protocol 112 to each other.

                """
        }
        return """
                authentication {
                    auth_type PASS
                    auth_pass \(Placeholder.keepalivedPassword.mark)
                }

            """
    }

    /// keepalived.conf (keepalived 2.0 and later; kubeadm's ha-considerations.md).
    static func text(_ plan: ClusterPlan, on machine: Machine) -> String {
        let place = BalancerMachines.of(plan).firstIndex { $0.name == machine.name } ?? 0
        let isIPv6 = IPAddress(plan.endpoint.address)?.isIPv6 == true
        // keepalived refuses an instance without one; the checks say that this was guessed.
        let interface = machine.interface.isEmpty ? guessedInterface : machine.interface
        return """
            # Holds the address of the cluster's endpoint on one machine at a time.
            global_defs {
                router_id \(machine.name)
                # The script is root's and nobody else may write it; else keepalived does not run it. With another user here the test
                # of this file by keepalived 2.2.7 ends itself.
                enable_script_security
                script_user root
            }

            vrrp_script check_apiserver {
                script "\(script)"
                interval 3
                # More than the gap between two machines' priorities, so that the address moves.
                weight -2
                fall 10
                rise 2
            }

            vrrp_instance apiserver {
                state \(place == 0 ? "MASTER" : "BACKUP")
                interface \(interface)
                virtual_router_id \(plan.endpoint.virtualRouterID)
                priority \(highestPriority - place)
            \(unicast(plan, on: machine, isIPv6))\(authentication(isIPv6))    virtual_ipaddress {
                    \(plan.endpoint.address)
                }
                track_script {
                    check_apiserver
                }
            }

            """
    }
}
