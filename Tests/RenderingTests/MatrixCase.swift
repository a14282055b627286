import Knowledge
import Steps
import Testing

@testable import PlanCases
@testable import Planning
@testable import Rendering

/// A plan of the matrix: every release with every topology, and each branch that a fact of a version or an answer opens.
struct MatrixCase: Sendable, CustomTestStringConvertible {
    var name: String
    var plan: ClusterPlan

    var testDescription: String { name }

    init(
        _ name: String, _ topology: ClusterPlan.Topology = .stacked, _ minor: Int = 36,
        _ edit: (inout ClusterPlan) -> Void = { _ in }
    ) {
        self.name = name
        plan = PlanExample.plan(topology, release: KubernetesVersion(minor: minor)).0
        for index in plan.machines.indices { plan.machines[index].interface = "eth0" }
        edit(&plan)
    }

    var context: PlanContext? { PlanContext(plan, knowledge: Knowledge.planning) }
    var errors: [PlanProblem] { PlanChecks.all(plan, Knowledge.planning).filter(\.isError) }

    /// The plan with its documents.
    var made: Plan { Self.made[name] ?? Plan() }

    private static let made: [String: Plan] = Dictionary(
        uniqueKeysWithValues: all.compactMap { example in example.context.map { (example.name, RenderedPlan.plan($0)) } })

    /// The documents but those whose exporters have cases of their own.
    var documents: [PlannedFile] { made.documents.filter { !$0.path.hasPrefix("ansible/") && $0.path != "RUNBOOK.md" } }

    /// Documents as they are, machines' files under `machines/NAME/root`.
    var files: [PlannedFile] {
        documents
            + plan.machines.flatMap { machine in
                made.files(on: machine.name).map { file in
                    PlannedFile("machines/\(machine.name)/root\(file.path)", mode: file.mode, file.content)
                }
            }
    }

    static let all = releases + runtimes + networks + others

    private static let releases = Knowledge.planning.releases.flatMap { release in
        ClusterPlan.Topology.allCases.map { MatrixCase("\($0.rawValue)-\(release.id)", $0, release.minor) }
    }

    private static let runtimes = [
        runtime("containerd-1.6", .containerd, 29), runtime("containerd-1.7", .containerd, 30),
        runtime("containerd-2.0", .containerd, 33), runtime("containerd-2.2", .containerd, 36), runtime("cri-o-1.28", .crio, 28),
        runtime("cri-o-1.31", .crio, 31), runtime("cri-o-1.36", .crio, 36), runtime("docker-1.23", .docker, 23),
        runtime("docker-1.24", .docker, 24), runtime("docker-1.36", .docker, 36), runtime("mcr-1.36", .mcr, 36),
        MatrixCase("cri-o-cgroupfs") {
            $0.runtime.kind = .crio
            $0.cgroupDriver = .cgroupfs
        },
    ]

    /// A runtime; for containerd the name carries the series, for the others the release.
    private static func runtime(_ name: String, _ kind: RuntimeChoice.Kind, _ minor: Int) -> MatrixCase {
        MatrixCase(name, .stacked, minor) { plan in
            plan.runtime.kind = kind
            if kind == .containerd { plan.runtime.version = String(name.dropFirst("containerd-".count)) }
        }
    }

    private static let networks = [
        MatrixCase("dual-stack-1.36", .stacked, 36, dualStack), MatrixCase("dual-stack-1.24", .external, 24, dualStack),
        MatrixCase("dual-stack-docker", .stacked, 36) {
            dualStack(&$0)
            $0.runtime.kind = .docker
        }, MatrixCase("ipv6-1.36", .external, 36, ipv6), MatrixCase("ipv6-1.29", .stacked, 29, ipv6),
        MatrixCase("cilium-without-kube-proxy") {
            $0.network.addOn.name = "cilium"
            $0.network.addOn.replacesKubeProxy = true
        }, MatrixCase("kube-vip-1.28", .stacked, 28, kubeVIP), MatrixCase("kube-vip-1.36", .stacked, 36, kubeVIP),
    ]

    private static func dualStack(_ plan: inout ClusterPlan) {
        plan.network.podSubnets = ["10.244.0.0/16", "fd00:10:244::/56"]
        plan.network.serviceSubnets = ["10.96.0.0/12", "fd00:10:96::/112"]
        for index in plan.machines.indices { plan.machines[index].addresses.append("2001:db8::\(index + 1)") }
    }

    private static func ipv6(_ plan: inout ClusterPlan) {
        plan.network.podSubnets = ["fd00:10:244::/56"]
        plan.network.serviceSubnets = ["fd00:10:96::/112"]
        plan.endpoint.address = "2001:db8::ff"
        for index in plan.machines.indices { plan.machines[index].addresses = ["2001:db8::\(index + 1)"] }
    }

    private static func kubeVIP(_ plan: inout ClusterPlan) {
        plan.endpoint.balancer = .kubeVIP
        plan.endpoint.port = 6443
    }

    private static let others = [
        MatrixCase("cri-o-air-gap") { plan in
            plan.images.isAirGapped = true
            plan.runtime.kind = .crio
            for index in plan.machines.indices { plan.machines[index].osVersion = "12" }
        },
        MatrixCase("air-gap") { $0.images.isAirGapped = true },
        MatrixCase("air-gap-registry") {
            $0.images.isAirGapped = true
            $0.images.repository = "registry.example.internal:5000/k8s"
        },
        MatrixCase("windows-worker", .stacked) { plan in
            plan.network.addOn.name = "calico"
            plan.network.podSubnets = ["10.20.0.0/16"]
            plan.machines[4].os = .windows
        },
        MatrixCase("windows-flannel", .stacked) { $0.machines[4].os = .windows },
        MatrixCase("etcd-that-exists", .external) { plan in
            plan.machines.removeAll { $0.roles == [.etcd] }
            plan.etcd.endpoints = ["https://192.0.2.31:2379", "https://192.0.2.32:2379", "https://192.0.2.33:2379"]
        }, MatrixCase("kubespray", .stacked, 35) { $0.tool = .kubespray },
        MatrixCase("kops", .stacked, 36) {
            $0.tool = .kops
            $0.machines = []
        },
    ]
}
