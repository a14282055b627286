import Planning
import YAML

extension PlanChecksTests {
    static let gateCases: [Case] = [
        Case("a gate that no release has", at: "spec.featureGates.NoSuch", "has no feature gate NoSuch") {
            $0.featureGates = ["NoSuch": true]
        },
        Case("a gate mistyped", at: "spec.featureGates.InPlacePodVerticalScalling", "Did you mean InPlacePodVerticalScaling?") {
            $0.featureGates = ["InPlacePodVerticalScalling": true]
        },
        Case("a gate of every release", at: "spec.featureGates.AllAlpha", nil) { $0.featureGates = ["AllAlpha": true] },
        Case("a gate of a later release", at: "spec.featureGates.ImageVolume", "came with 1.31") { plan in
            plan.release = KubernetesVersion(minor: 30)
            plan.featureGates = ["ImageVolume": true]
        },
        Case("the same in its release", at: "spec.featureGates.ImageVolume", nil) { plan in
            plan.release = KubernetesVersion(minor: 31)
            plan.featureGates = ["ImageVolume": true]
        },
        Case("a gate that is gone", at: "spec.featureGates.TopologyAwareHints", "removed in 1.36") {
            $0.featureGates = ["TopologyAwareHints": true]
        },
        Case("a locked gate set to false", at: "spec.featureGates.SidecarContainers", "locked to true since 1.33") { plan in
            plan.release = KubernetesVersion(minor: 35)
            plan.featureGates = ["SidecarContainers": false]
        },
        Case("a locked gate as it is", at: "spec.featureGates.SidecarContainers", nil) { plan in
            plan.release = KubernetesVersion(minor: 35)
            plan.featureGates = ["SidecarContainers": true]
        },
        Case("before it was locked", at: "spec.featureGates.SidecarContainers", nil) { plan in
            plan.release = KubernetesVersion(minor: 32)
            plan.featureGates = ["SidecarContainers": false]
        },
        Case("a gate locked to false", at: "spec.featureGates.GitRepoVolumeDriver", "locked to false") {
            $0.featureGates = ["GitRepoVolumeDriver": true]
        },
        Case("a gate that nobody looked up", at: "spec.featureGates.NoSuch", "was not judged", isError: false) { plan in
            plan.release = KubernetesVersion(minor: 37)
            plan.featureGates = ["NoSuch": true]
        },
        Case("a gate of the last known release in the next", at: "spec.featureGates.PodsAPI", nil) { plan in
            plan.release = KubernetesVersion(minor: 37)
            plan.featureGates = ["PodsAPI": true]
        },
        Case("gates of a flag", at: "spec.controlPlane.apiServer.extraArgs[0].value", "Did you mean ImageVolume?") {
            $0.controlPlane.apiServer.extraArgs = [
                ExtraArgument(name: "feature-gates", value: "AllAlpha=true,ImageVolum=true")
            ]
        },
        Case("gates of the kubelet's configuration", at: "spec.kubelet.config.featureGates.NoSuch", "has no feature gate") {
            $0.kubelet.config = [ConfigEntry("featureGates", .map([ConfigEntry("NoSuch", true)]))]
        },
    ]

    static let purposeCases: [Case] = [
        Case(
            "one control plane that is to survive", .single, at: "spec.topology", "the loss of its one control plane",
            isError: false
        ) {
            $0.purpose = .survive
        },
        Case("one control plane to try it out", .single, at: "spec.topology", nil) { $0.purpose = .tryOut },
    ]

    static let flagCases: [Case] = [
        Case(
            "an API server's flag mistyped", at: "spec.controlPlane.apiServer.extraArgs[0].name", "Did you mean --audit-log-path?"
        ) {
            $0.controlPlane.apiServer.extraArgs = [ExtraArgument(name: "audit-log-pth", value: "/a")]
        },
        Case("a flag that is none", at: "spec.kubelet.extraArgs[0].name", "The kubelet of 1.36 has no flag --no-such") {
            $0.kubelet.extraArgs = [ExtraArgument(name: "no-such", value: "1")]
        },
        Case("a flag with underscores", at: "spec.kubelet.extraArgs[0].name", nil) {
            $0.kubelet.extraArgs = [ExtraArgument(name: "node_ip", value: "192.0.2.1")]
        },
        Case("a flag of a later release", at: "spec.controlPlane.apiServer.extraArgs[0].name", "came with 1.29") { plan in
            plan.release = KubernetesVersion(minor: 28)
            plan.controlPlane.apiServer.extraArgs = [ExtraArgument(name: "authorization-config", value: "/a")]
        },
        Case("a removed flag of the scheduler", at: "spec.controlPlane.scheduler.extraArgs[0].name", "removed in 1.24") {
            $0.controlPlane.scheduler.extraArgs = [ExtraArgument(name: "port", value: "0")]
        },
        Case("a logging flag of old", at: "spec.kubelet.extraArgs[0].name", "removed in 1.26") {
            $0.kubelet.extraArgs = [ExtraArgument(name: "logtostderr", value: "true")]
        },
        Case(
            "a flag of which nobody knows", at: "spec.controlPlane.scheduler.extraArgs[0].name", "was not judged", isError: false
        ) { plan in
            plan.release = KubernetesVersion(minor: 37)
            plan.controlPlane.scheduler.extraArgs = [ExtraArgument(name: "no-such", value: "0")]
        },
        Case("etcd's flag mistyped", at: "spec.etcd.extraArgs[0].name", "Did you mean --quota-backend-bytes?") {
            $0.etcd.extraArgs = [ExtraArgument(name: "quota-backend-byte", value: "1")]
        },
        Case("an experimental flag that etcd 3.6 still takes", at: "spec.etcd.extraArgs[0].name", nil) {
            $0.etcd.extraArgs = [ExtraArgument(name: "experimental-initial-corrupt-check", value: "true")]
        },
        Case("the same with etcd 3.7", at: "spec.etcd.extraArgs[0].name", "without experimental") { plan in
            plan.release = KubernetesVersion(minor: 37)
            plan.etcd.extraArgs = [ExtraArgument(name: "experimental-initial-corrupt-check", value: "true")]
        },
        Case("a flag of etcd 3.6 with 3.5", at: "spec.etcd.extraArgs[0].name", "later series") { plan in
            plan.release = KubernetesVersion(minor: 33)
            plan.etcd.extraArgs = [ExtraArgument(name: "max-learners", value: "2")]
        },
        Case("a misspelt flag of the newest etcd", at: "spec.etcd.extraArgs[0].name", "has no flag --no-such") { plan in
            plan.release = KubernetesVersion(minor: 37)
            plan.etcd.extraArgs = [ExtraArgument(name: "no-such", value: "2")]
        },
    ]
}
