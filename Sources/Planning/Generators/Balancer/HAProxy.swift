import Addresses
import Steps

/// haproxy before the API servers: on each balancer, or on each control plane at a port beside the API server's.
struct HAProxy: Generator {
    static let path = "/etc/haproxy/haproxy.cfg"

    func steps(_ context: PlanContext) -> [Step] {
        let plan = context.plan
        guard plan.tool == .kubeadm, plan.existing == nil, plan.endpoint.balancer == .haproxyKeepalived else { return [] }
        return BalancerMachines.of(plan).flatMap { [install(plan, on: $0), configure(plan, on: $0)] }
    }

    private func install(_ plan: ClusterPlan, on machine: Machine) -> Step {
        Step(
            "install-haproxy", on: machine.name, phase: .balancer, title: "Install haproxy.",
            why: "haproxy takes connections to the endpoint and hands each to an API server that is ready.", risk: .edits,
            actions: [BalancerMachines.install("haproxy", on: machine)], check: .succeeds(["haproxy", "-v"]),
            undo: .commands(BalancerMachines.remove("haproxy", from: machine)), seconds: 20)
    }

    private func configure(_ plan: ClusterPlan, on machine: Machine) -> Step {
        var actions: [Action] = [
            .write(PlannedFile(Self.path, Self.text(plan))), .run(.init(["haproxy", "-c", "-f", Self.path])),
        ]
        if machine.os.family == .dnf {
            actions.append(
                .byHand(
                    "Where SELinux enforces on \(machine.name), let haproxy use these ports: setsebool -P haproxy_connect_any on")
            )
        }
        actions += [
            .unit(UnitChange("haproxy.service", .enabled)),
            .unit(UnitChange("haproxy.service", .reloaded)),
        ]
        return Step(
            "configure-haproxy", on: machine.name, phase: .balancer, title: "Let haproxy serve the endpoint's port.",
            why:
                "An API server that is starting or stopping is left out, because haproxy asks each whether it is ready. None is yet, "
                + "so haproxy has nobody to hand connections to before the cluster is made.", risk: .restarts, actions: actions,
            check: .succeeds(["systemctl", "is-active", "haproxy.service"]),
            undo: .commands([["systemctl", "disable", "--now", "haproxy.service"]]))
    }

    /// haproxy.cfg (haproxy 2.4 and later; kubeadm's ha-considerations.md).
    static func text(_ plan: ClusterPlan) -> String {
        let isIPv6 = plan.isDualStack || IPAddress(plan.endpoint.address)?.isIPv6 == true
        let servers = plan.machines(.controlPlane).map { machine in
            let host = machine.address.contains(":") ? "[\(machine.address)]" : machine.address
            return "    server \(machine.name) \(host):\(ClusterEndpoint.apiServerPort) check verify none\n"
        }
        return """
            # Hands connections to the cluster's endpoint to the API servers.
            global
                log /dev/log local0
                maxconn 4096
                user haproxy
                group haproxy

            defaults
                mode tcp
                log global
                option tcplog
                option dontlognull
                timeout connect 5s
                timeout check 5s
                # Watches and kubectl exec stay open without a word for long.
                timeout client 1h
                timeout server 1h

            frontend apiserver
                bind \(isIPv6 ? "[::]:\(plan.endpoint.port) v4v6" : "*:\(plan.endpoint.port)")
                default_backend apiservers

            backend apiservers
                balance roundrobin
                # TLS ends at the API server; haproxy only asks whether it is ready, and need not know its authority for that.
                option httpchk
                http-check connect ssl
                http-check send meth GET uri /readyz
                http-check expect status 200
                default-server inter 2s fall 3 rise 2

            """ + servers.joined()
    }
}
