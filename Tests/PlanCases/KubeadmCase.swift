import Knowledge
import Steps
import Testing
import YAML

@testable import Planning
@testable import Rendering

/// Plans that kubeadm's generators are tried on.
struct KubeadmCase: CustomTestStringConvertible, Sendable {
    var name: String
    var plan: ClusterPlan
    var resets = false

    var testDescription: String { name }

    /// Releases alone: a new version of an add-on is nothing to kubeadm's files.
    static let knowledge = PlanKnowledge(releases: Knowledge.planning.releases)

    static let generators: [any Generator] = [
        ExternalEtcd(), InitializeCluster(), JoinControlPlanes(), JoinWorkers(), FinishNodes(), SmokeTest(), RemoveFromCluster(),
        RenewCertificates(), BackUpEtcd(), RestoreEtcd(), UpgradeCluster(), ChangeAddress(), ResetLivingCluster(),
    ]

    var context: PlanContext {
        guard let context = PlanContext(plan, knowledge: Self.knowledge) else {
            fatalError("The knowledge lacks \(plan.release).")
        }
        return context
    }

    var made: Plan { resets ? RenderedPlan.reset(context) : Planner.plan(context, generators: Self.generators) }

    init(
        _ name: String, _ topology: ClusterPlan.Topology = .single, _ minor: Int = 36, resets: Bool = false,
        _ change: (inout ClusterPlan) -> Void = { _ in }
    ) {
        self.name = name
        self.resets = resets
        plan = PlanExample.plan(topology, release: KubernetesVersion(minor: minor)).0
        change(&plan)
    }

    /// Every release with every topology.
    static var releases: [KubeadmCase] {
        knowledge.releases.flatMap { release in
            ClusterPlan.Topology.allCases.map { KubeadmCase("\($0.rawValue)-\(release.id)", $0, release.minor) }
        }
    }

    static var all: [KubeadmCase] { releases + networks + settings + clusters + living }

    private static func dualStack(_ plan: inout ClusterPlan) {
        plan.network.podSubnets = ["10.244.0.0/16", "fd00:10:244::/56"]
        plan.network.serviceSubnets = ["10.96.0.0/16", "fd00:10:96::/112"]
        for index in plan.machines.indices { plan.machines[index].addresses.append("2001:db8::\(index + 1)") }
    }

    private static func ipv6(_ plan: inout ClusterPlan) {
        plan.network.podSubnets = ["fd00:10:244::/40"]
        plan.network.serviceSubnets = ["fd00:10:96::/112"]
        for index in plan.machines.indices { plan.machines[index].addresses = ["2001:db8::\(index + 1)"] }
    }

    private static let networks = [
        KubeadmCase("dual-stack", .external, 36, dualStack), KubeadmCase("dual-stack-1.25", .stacked, 25, dualStack),
        KubeadmCase("ipv6", .external, 36, ipv6), KubeadmCase("ipv6-1.29", .stacked, 29, ipv6),
        KubeadmCase("interface") { $0.machines[0].interface = "eth1" },
        KubeadmCase("small-pod-range") { $0.network.podSubnets = ["10.244.0.0/24"] },
        KubeadmCase("no-endpoint", .single, 36) {
            $0.endpoint.name = ""
            $0.machines.append(Machine(name: "worker1", addresses: ["192.0.2.21"], roles: [.worker]))
        },
        KubeadmCase("ipvs", .stacked) { $0.kubeProxy.mode = .ipvs },
        KubeadmCase("nftables") {
            $0.kubeProxy.mode = .nftables
            $0.kubeProxy.config = [
                ConfigEntry("nftables", .map([ConfigEntry("syncPeriod", "1m0s")])),
                ConfigEntry("metricsBindAddress", "0.0.0.0:10249"),
            ]
        }, KubeadmCase("no-kube-proxy") { $0.network.addOn.replacesKubeProxy = true },
        KubeadmCase("no-kube-proxy-1.30", .single, 30) { $0.network.addOn.replacesKubeProxy = true },
        KubeadmCase("proxies", .stacked) {
            $0.proxy.http = "http://proxy.example:3128"
            $0.proxy.https = "http://proxy.example:3128"
            $0.proxy.exceptions = ["10.0.0.0/8"]
        }, KubeadmCase("kube-vip", .stacked) { $0.endpoint.balancer = .kubeVIP },
        KubeadmCase("kube-vip-1.28", .stacked, 28) { $0.endpoint.balancer = .kubeVIP },
    ]

    private static func everySetting(_ plan: inout ClusterPlan) {
        plan.controlPlane.auditLog = true
        plan.controlPlane.encryptionAtRest = true
        plan.controlPlane.patches = [
            "kube-apiserver0+strategic.yaml": "spec:\n  priorityClassName: system-node-critical\n",
            "kubeletconfiguration0+merge.yaml": "maxPods: 200\n", "etcd+json.yaml": "[]\n",
        ]
        plan.controlPlane.certSANs = ["api.example.org", "198.51.100.7"]
        plan.controlPlane.apiServer.extraArgs = [
            ExtraArgument(name: "audit-log-maxage", value: "7"), ExtraArgument(name: "profiling", value: "false"),
        ]
        plan.controlPlane.apiServer.extraVolumes = [
            ExtraVolume(name: "idp", hostPath: "/etc/idp", mountPath: "/etc/idp", isReadOnly: true, pathType: "Directory")
        ]
        plan.controlPlane.scheduler.extraArgs = [ExtraArgument(name: "v", value: "4")]
        plan.etcd.extraArgs = [ExtraArgument(name: "quota-backend-bytes", value: "4294967296")]
        plan.etcd.dataDir = "/srv/etcd"
        plan.featureGates = ["B": true, "A": false]
        plan.kubelet.config = [ConfigEntry("maxPods", 200), ConfigEntry("featureGates", .map([ConfigEntry("C", true)]))]
        plan.kubelet.extraArgs = [ExtraArgument(name: "v", value: "3")]
        plan.kubelet.keepsSwap = true
        plan.cgroupDriver = .cgroupfs
        plan.machines[0].labels = ["rack": "1"]
        plan.machines[1].taints = [Machine.Taint(key: "gpu", value: "true", effect: .noExecute)]
        plan.machines[0].user = "admin"
    }

    private static let settings = [
        KubeadmCase("every-setting", .stacked, 36) {
            everySetting(&$0)
            $0.kubeadmFeatureGates = ["NodeLocalCRISocket": true]
            $0.certificates.algorithm = "ECDSA-P256"
            $0.certificates.validityHours = 2160
            $0.certificates.caValidityHours = 43800
        }, KubeadmCase("every-setting-1.28", .external, 28, everySetting),
        KubeadmCase("own-registry", .external, 36) {
            $0.images.repository = "registry.example.org/k8s"
            $0.images.isAirGapped = true
            $0.etcd.version = "3.6.9"
        }, KubeadmCase("swap-1.29", .external, 29) { $0.kubelet.keepsSwap = true },
        KubeadmCase("pods-on-control-planes", .stacked) { $0.controlPlane.schedulesPods = true },
        KubeadmCase("no-pods-on-control-planes") { $0.controlPlane.schedulesPods = false },
        KubeadmCase("manual-handover", .stacked) { $0.certificates.handover = .manual },
        KubeadmCase("manual-handover-external", .external) { $0.certificates.handover = .manual },
        KubeadmCase("docker-1.23", .external, 23) { $0.runtime.kind = .docker },
        KubeadmCase("cri-o-1.25", .external, 25) { $0.runtime.kind = .crio },
        KubeadmCase("flatcar", .external) { for index in $0.machines.indices { $0.machines[index].os = .flatcar } },
        KubeadmCase("windows-worker", .stacked) { $0.machines[4].os = .windows },
    ]

    static func existing(_ plan: inout ClusterPlan, _ task: ExistingCluster.Task) {
        plan.existing = ExistingCluster()
        plan.existing?.task = task
        plan.existing?.endpoint = "api.example.org:6443"
    }

    private static let clusters = [
        KubeadmCase("existing-worker", .stacked) {
            existing(&$0, .joinWorker)
            $0.machines = [Machine(name: "new1", addresses: ["192.0.2.31"], roles: [.worker], zone: "a")]
            $0.existing?.caCertHashes = ["sha256:c288db771fbc965cfc89a3f587e13a7c847fea3f058980b705d4580114eb9bce"]
        },
        KubeadmCase("existing-control-plane", .external) {
            existing(&$0, .joinControlPlane)
            $0.machines = [Machine(name: "new1", addresses: ["192.0.2.31"], roles: [.controlPlane])]
            $0.controlPlane.encryptionAtRest = true
        },
        KubeadmCase("existing-remove", .stacked) {
            existing(&$0, .remove)
            $0.machines = [
                Machine(name: "old1", addresses: ["192.0.2.31"], roles: [.worker]),
                Machine(name: "old2", addresses: ["192.0.2.32"], roles: [.controlPlane]),
            ]
        }, KubeadmCase("reset-single", .single, resets: true),
        KubeadmCase("reset-stacked", .stacked, resets: true) {
            $0.kubeProxy.mode = .ipvs
            $0.network.addOn.name = "cilium"
        },
        KubeadmCase("reset-external", .external, resets: true) {
            $0.kubeProxy.mode = .nftables
            $0.network.podSubnets.append("fd00:10:244::/56")
        },
    ]
}
