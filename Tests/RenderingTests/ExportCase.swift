import Knowledge
import Steps
import Testing

@testable import PlanCases
@testable import Planning
@testable import Rendering

/// A plan whose documents are looked at.
struct ExportCase: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var plan: ClusterPlan
    /// Whether the cluster is taken away.
    var resets = false

    init(
        _ name: String, _ topology: ClusterPlan.Topology = .stacked, minor: Int = 36,
        _ edit: (inout ClusterPlan) -> Void = { _ in }
    ) {
        testDescription = name
        plan = PlanExample.plan(topology, release: KubernetesVersion(minor: minor)).0
        for index in plan.machines.indices { plan.machines[index].interface = "eth0" }
        edit(&plan)
    }

    var documents: [PlannedFile] {
        guard let context = PlanContext(plan, knowledge: Knowledge.planning) else { return [] }
        return resets ? RenderedPlan.reset(context).documents : RenderedPlan.plan(context).documents
    }

    func documents(below folder: String) -> [PlannedFile] { documents.filter { $0.path.hasPrefix("\(folder)/") } }

    static let all = examples + [mixed] + kubespray + kops + [managed] + living

    static let examples = [
        ExportCase("single", .single), ExportCase("stacked", .stacked), ExportCase("external", .external),
    ]

    static let resets = (examples + [mixed]).map { example in
        var reset = example
        reset.testDescription += "-reset"
        reset.resets = true
        return reset
    }

    /// Two systems, secrets of every kind, and a Windows worker, which Ansible leaves out.
    static let mixed = ExportCase("mixed", .external) { plan in
        plan.machines[3].os = .fedora
        plan.machines[4].os = .windows
        plan.controlPlane.auditLog = true
        plan.controlPlane.encryptionAtRest = true
        plan.network.addOn.name = "cilium"
        plan.network.addOn.encryption = .ipsec
        plan.proxy.http = "http://proxy.example.internal:3128"
    }

    /// What several machines of a cluster that is there do in turn, and what one does alone.
    static let living = [
        ExportCase("upgrade-cluster") { plan in
            plan.existing = ExistingCluster()
            plan.existing?.task = .upgrade
            plan.existing?.controlPlaneVersion = KubernetesVersion(minor: 35)
        },
        ExportCase("renew-certificates", .external) { plan in
            plan.existing = ExistingCluster()
            plan.existing?.task = .renewCertificates
        },
        ExportCase("back-up-etcd", .single) { plan in
            plan.existing = ExistingCluster()
            plan.existing?.task = .backUpEtcd
        },
    ]

    static let kubespray = [
        ExportCase("kubespray-2.31", minor: 35) { $0.tool = .kubespray },
        ExportCase("kubespray-2.27", .external, minor: 31) { plan in
            plan.tool = .kubespray
            plan.endpoint.balancer = .kubeVIP
            plan.endpoint.port = 6443
            plan.network.addOn.name = "cilium"
            plan.runtime.kind = .crio
        },
        ExportCase("kubespray-2.25", .external, minor: 29) { plan in
            plan.tool = .kubespray
            plan.network.podSubnets = ["10.244.0.0/16", "fd00:10:244::/56"]
            plan.network.serviceSubnets = ["10.96.0.0/16", "fd00:10:96::/112"]
            for index in plan.machines.indices { plan.machines[index].addresses.append("2001:db8::\(index + 11)") }
            plan.machines[3].taints = [Machine.Taint(key: "gpu", value: "true", effect: .noSchedule)]
            plan.machines[3].user = "debian"
            plan.proxy.http = "http://proxy.example.internal:3128"
            plan.controlPlane.auditLog = true
        },
        ExportCase("kubespray-single", .single, minor: 35) { $0.tool = .kubespray },
    ]

    static let kops = [kops("kops-1.36", 36), kops("kops-1.25", 25)]

    private static func kops(_ name: String, _ minor: Int) -> ExportCase {
        ExportCase(name, minor: minor) { plan in
            plan.tool = .kops
            plan.machines = []
            plan.network.addOn.name = "cilium"
        }
    }

    static let managed = ExportCase("managed") { plan in
        plan.tool = .managed
        plan.network.addOn.networkPolicy = true
    }
}
