import Planning
import Testing
import YAML

struct PlanFileTests {
    @Test(arguments: ClusterPlan.Topology.allCases)
    func anExampleIsReadBackAsItWas(_ topology: ClusterPlan.Topology) throws {
        let (plan, because) = PlanExample.plan(topology, release: KubernetesVersion(minor: 36))
        let (file, problems) = PlanFile.read(Array(PlanWriter.text(plan, because: because).utf8), name: "plan.yaml")
        #expect(problems == [])
        #expect(try #require(file).plan == plan)
    }

    @Test func everyAnswerIsReadBackAsItWas() throws {
        var (plan, _) = PlanExample.plan(.external, release: KubernetesVersion(minor: 31, patch: 4))
        plan.name = "harbour"
        plan.tool = .kubespray
        plan.machines[0].addresses = ["192.0.2.11", "2001:db8::11"]
        plan.machines[0].labels = ["rack": "1", "on": "yes"]
        plan.machines[0].osVersion = "24.04"
        plan.machines[0].architecture = .arm64
        plan.machines[0].taints = []
        plan.machines[3].taints = [Machine.Taint(key: "gpu", value: "true", effect: .noExecute)]
        plan.machines[3].interface = "eth1"
        plan.runtime = RuntimeChoice()
        plan.runtime.version = "2.0"
        plan.runtime.installs = false
        plan.cgroupDriver = .cgroupfs
        plan.network.podSubnets = ["10.1.0.0/16", "fd00:1::/56"]
        plan.network.addOn.encryption = .wireguard
        plan.images.repository = "registry.example/k8s"
        plan.images.isAirGapped = true
        plan.controlPlane.apiServer.extraArgs = [
            ExtraArgument(name: "v", value: "4"), ExtraArgument(name: "profiling", value: "false"),
        ]
        plan.controlPlane.apiServer.extraVolumes = [ExtraVolume(name: "a", hostPath: "/a", mountPath: "/b", isReadOnly: true)]
        plan.controlPlane.patches = ["etcd0+merge.yaml": "spec:\n  x: 1\n"]
        plan.controlPlane.schedulesPods = false
        plan.etcd.version = "3.5.15"
        plan.kubelet.config = [
            ConfigEntry("maxPods", 200), ConfigEntry("evictionHard", .map([ConfigEntry("memory.available", "5%")])),
        ]
        plan.kubelet.keepsSwap = true
        plan.kubeProxy.mode = .nftables
        plan.featureGates = ["InPlacePodVerticalScaling": true]
        plan.certificates.validityHours = 100
        plan.certificates.handover = .manual
        plan.proxy.http = "http://proxy.example:3128"
        plan.proxy.exceptions = ["10.0.0.0/8"]
        plan.existing = ExistingCluster()
        plan.existing?.endpoint = "cp:6443"
        plan.existing?.controlPlaneVersion = KubernetesVersion(minor: 31)
        let (file, problems) = PlanFile.read(Array(PlanWriter.text(plan).utf8), name: "plan.yaml")
        #expect(problems == [])
        #expect(try #require(file).plan == plan)
    }

    @Test(arguments: [
        ("apiVersion: drydock.dev/v2", 1, "newer drydock"), ("apiVersion: v1", 1, "\"v1\""),
        ("apiVersion: drydock.dev/v1\nkind: Pod", 2, "ClusterPlan"),
        ("apiVersion: drydock.dev/v1\nkind: ClusterPlan\nspec:\n  release: \"2.0\"", 4, "\"2.0\""),
        ("apiVersion: drydock.dev/v1\nkind: ClusterPlan\nspec:\n  topolgy: single", 4, "topology"),
        ("apiVersion: drydock.dev/v1\nkind: ClusterPlan\nspec:\n\trelease: x", 4, "tab"),
        ("apiVersion: drydock.dev/v1\nkind: ClusterPlan\nkind: ClusterPlan", 3, "kind"), ("- a", 1, "a list"),
        ("", 1, "0 documents"),
    ])
    func whatIsNoPlanIsNamedWithItsLine(_ text: String, _ line: Int, _ words: String) {
        let (_, problems) = PlanFile.read(Array(text.utf8), name: "plan.yaml")
        #expect(problems.contains { $0.line == line && $0.sentence.contains(words) }, "\(problems.map(\.description))")
    }

    @Test func aProblemHasTheLineOfItsValue() throws {
        let text =
            "apiVersion: drydock.dev/v1\nkind: ClusterPlan\nspec:\n  release: \"1.36\"\n  topology: single\n  machines:\n    - name: a\n"
        let file = try #require(PlanFile.read(Array(text.utf8), name: "p.yaml").file)
        #expect(file.place(PlanProblem("spec.machines[0].name", "x")).line == 7)
        #expect(file.place(PlanProblem("spec.machines[0].address", "x")).line == 7)
        #expect(file.place(PlanProblem("spec.network.podSubnets[0]", "x")).line == 3)
    }
}
