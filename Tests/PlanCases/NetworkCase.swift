import Knowledge
import Steps
import Testing

@testable import Planning

/// A plan whose balancers and network add-on are looked at.
struct NetworkCase: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var plan: ClusterPlan

    init(
        _ name: String, _ topology: ClusterPlan.Topology = .stacked, minor: Int = 36,
        _ edit: (inout ClusterPlan) -> Void
    ) {
        testDescription = name
        plan = PlanExample.plan(topology, release: KubernetesVersion(minor: minor)).0
        for index in plan.machines.indices { plan.machines[index].interface = "eth0" }
        edit(&plan)
    }

    /// The steps of this part of the work alone.
    var steps: [Step] {
        guard let context = PlanContext(plan, knowledge: Knowledge.planning) else { return [] }
        let generators: [any Generator] = [HAProxy(), Keepalived(), KubeVIP(), EndpointAnswers(), NetworkAddOn()]
        return generators.flatMap { $0.steps(context) }
    }

    var errors: [PlanProblem] { PlanChecks.all(plan, Knowledge.planning).filter { $0.isError && !$0.path.contains("runtime") } }

    static let all: [NetworkCase] = addOns + balancers

    private static let addOns = [
        addOn("flannel"), addOn("flannel-wireguard", "flannel") { $0.network.addOn.encryption = .wireguard },
        addOn("flannel-dual-stack", "flannel", dualStack),
        addOn("calico") { $0.network.podSubnets = ["10.20.0.0/16"] }, addOn("calico-dual-stack", "calico", dualStack),
        addOn("calico-all", "calico") { plan in
            plan.network.addOn.replacesKubeProxy = true
            plan.network.addOn.encryption = .wireguard
            plan.network.addOn.networkPolicy = true
        },
        addOn("calico-windows", "calico") { $0.machines[4].os = .windows },
        addOn("canal") { $0.network.podSubnets = ["10.20.0.0/16"] }, addOn("cilium"),
        addOn("cilium-dual-stack", "cilium", dualStack),
        addOn("cilium-all", "cilium") { plan in
            plan.network.addOn.replacesKubeProxy = true
            plan.network.addOn.encryption = .ipsec
        },
        NetworkCase("cilium-single", .single) { $0.network.addOn.name = "cilium" }, addOn("antrea"),
        addOn("antrea-all", "antrea") { plan in
            plan.network.addOn.replacesKubeProxy = true
            plan.network.addOn.encryption = .ipsec
        },
        addOn("antrea-wireguard", "antrea") { $0.network.addOn.encryption = .wireguard }, addOn("kube-router"),
        addOn("kube-router-all", "kube-router") { plan in
            dualStack(&plan)
            plan.network.addOn.replacesKubeProxy = true
        },
        addOn("kube-ovn") { _ in }, addOn("kube-ovn-dual-stack", "kube-ovn", dualStack),
        addOn("ovn-kubernetes") { $0.network.addOn.replacesKubeProxy = true },
        addOn("ovn-kubernetes-dual-stack", "ovn-kubernetes") { plan in
            dualStack(&plan)
            plan.network.addOn.replacesKubeProxy = true
        }, addOn("none"), addOn("flannel-air-gap", "flannel") { $0.images.isAirGapped = true },
    ]

    private static let balancers = [
        NetworkCase("balancers-of-their-own") { plan in
            plan.endpoint.port = 6443
            plan.machines += (1...2).map { Machine(name: "lb\($0)", addresses: ["192.0.2.4\($0)"], roles: [.loadBalancer]) }
        },
        NetworkCase("kube-vip", edit: kubeVIP), NetworkCase("kube-vip-before-super-admin", minor: 28, edit: kubeVIP),
        NetworkCase("own-balancer") { $0.endpoint.balancer = .own },
    ]

    private init(_ name: String, minor: Int = 36, edit: (inout ClusterPlan) -> Void) {
        self.init(name, .stacked, minor: minor, edit)
    }

    private static func addOn(_ name: String, _ id: String? = nil, _ edit: (inout ClusterPlan) -> Void = { _ in }) -> NetworkCase
    {
        NetworkCase(name) { plan in
            plan.network.addOn.name = id ?? name
            edit(&plan)
        }
    }

    private static func kubeVIP(_ plan: inout ClusterPlan) {
        plan.endpoint.balancer = .kubeVIP
        plan.endpoint.port = 6443
    }

    private static func dualStack(_ plan: inout ClusterPlan) {
        plan.network.podSubnets = ["10.20.0.0/16", "fd00:10:20::/56"]
        plan.network.serviceSubnets = ["10.96.0.0/16", "fd00:10:96::/112"]
        for index in plan.machines.indices { plan.machines[index].addresses.append("2001:db8::\(index + 11)") }
    }
}
