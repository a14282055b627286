/// Whole, valid plans to start from.
public enum PlanExample {
    /// A plan of this topology for a release, with the reasons of its values by path.
    public static func plan(_ topology: ClusterPlan.Topology, release: KubernetesVersion) -> (
        ClusterPlan, because: [String: String]
    ) {
        var plan = ClusterPlan()
        plan.release = release
        plan.topology = topology
        plan.purpose = topology == .single ? .tryOut : .survive
        plan.endpoint.name = "cluster-endpoint.example.internal"
        if topology == .single {
            plan.machines = [machine("cp1", "192.0.2.11", [.controlPlane], "")]
        } else {
            plan.machines = (1...3).map { machine("cp\($0)", "192.0.2.1\($0)", [.controlPlane], zone($0)) }
            // keepalived holds the endpoint's address on it.
            for index in plan.machines.indices { plan.machines[index].interface = "eth0" }
            plan.machines += (1...2).map { machine("worker\($0)", "192.0.2.2\($0)", [.worker], zone($0)) }
            plan.endpoint.balancer = .haproxyKeepalived
            plan.endpoint.address = "192.0.2.10"
            plan.endpoint.port = 8443
        }
        if topology == .external { plan.machines += (1...3).map { machine("etcd\($0)", "192.0.2.3\($0)", [.etcd], zone($0)) } }
        return (plan, because(plan))
    }

    private static func machine(_ name: String, _ address: String, _ roles: [Machine.Role], _ zone: String) -> Machine {
        Machine(name: name, addresses: [address], roles: roles, zone: zone)
    }

    private static func zone(_ number: Int) -> String { ["a", "b", "c"][number - 1] }

    private static func because(_ plan: ClusterPlan) -> [String: String] {
        var out = [
            Setting.release.id:
                "A minor release stands for its newest patch release that drydock knows; write 1.36.3 to pin one.",
            Setting.machines.id:
                "These addresses are for documentation: replace them with yours\(plan.topology == .single ? "" : ", and eth0 with the interface that has them"). Roles: control-plane, worker, etcd, load-balancer.",
            "spec.endpoint":
                "The name is part of every certificate and cannot be added later, so it is set even for one machine; what it points at can change.",
            "spec.runtime": "containerd, cri-o, docker or mcr; without a version the newest series for the release.",
            "spec.cgroupDriver": "systemd, because systemd is PID 1 on these machines and two managers of cgroups conflict.",
            "spec.network": "The ranges must not overlap any network that the machines reach. Sizes: pods a /24 for each node.",
        ]
        switch plan.topology {
        case .single:
            out[Setting.topology.id] = "One machine: nothing survives its loss. It can grow, because the endpoint is a name."
        case .stacked: out[Setting.topology.id] = "etcd runs on the control planes: three survive the loss of one."
        case .external: out[Setting.topology.id] = "etcd has its own machines: three members survive the loss of one."
        }
        return out
    }
}
