import Planning
import YAML

extension PlanChecksTests {
    static let fieldCases: [Case] = [
        Case("a kubelet's field of a later release", at: "spec.kubelet.config.crashLoopBackOff", "came with 1.32") { plan in
            plan.release = KubernetesVersion(minor: 31)
            plan.kubelet.config = [
                ConfigEntry("crashLoopBackOff", .map([ConfigEntry("maxContainerRestartPeriod", "1m0s")]))
            ]
        },
        Case("the same in its release", at: "spec.kubelet.config.crashLoopBackOff", nil) { plan in
            plan.kubelet.config = [
                ConfigEntry("crashLoopBackOff", .map([ConfigEntry("maxContainerRestartPeriod", "1m0s")]))
            ]
        },
        Case("a kubelet's field of the next release", at: "spec.kubelet.config.tlsCurvePreferences", "came with 1.36") { plan in
            plan.release = KubernetesVersion(minor: 35)
            plan.kubelet.config = [ConfigEntry("tlsCurvePreferences", ["X25519"])]
        },
        Case("a kubelet's field mistyped", at: "spec.kubelet.config.failSwapOnn", "Did you mean failSwapOn?") {
            $0.kubelet.config = [ConfigEntry("failSwapOnn", false)]
        },
        Case("a field within a field", at: "spec.kubelet.config.authentication.webhook.enable", "Did you mean enabled?") {
            $0.kubelet.config = [
                ConfigEntry("authentication", .map([ConfigEntry("webhook", .map([ConfigEntry("enable", true)]))]))
            ]
        },
        Case("no number", at: "spec.kubelet.config.maxPods", "whole number") {
            $0.kubelet.config = [ConfigEntry("maxPods", "many")]
        },
        Case("neither true nor false", at: "spec.kubelet.config.serverTLSBootstrap", "true or false") {
            $0.kubelet.config = [ConfigEntry("serverTLSBootstrap", "yes please")]
        },
        Case("a policy that is none", at: "spec.kubelet.config.topologyManagerPolicy", "single-numa-node") {
            $0.kubelet.config = [ConfigEntry("topologyManagerPolicy", "foo")]
        },
        Case("kube-proxy's field mistyped", at: "spec.kubeProxy.config.bindAdress", "Did you mean bindAddress?") {
            $0.kubeProxy.config = [ConfigEntry("bindAdress", "0.0.0.0")]
        },
        Case("kube-proxy's field of a later release", at: "spec.kubeProxy.config.nftables", "came with 1.29") { plan in
            plan.release = KubernetesVersion(minor: 28)
            plan.kubeProxy.config = [ConfigEntry("nftables", .map([]))]
        },
        Case("kubeadm's gate of 1.28", at: "spec.kubeadmFeatureGates.UpgradeAddonsBeforeControlPlane", nil) { plan in
            plan.release = KubernetesVersion(minor: 28)
            plan.kubeadmFeatureGates = ["UpgradeAddonsBeforeControlPlane": true]
        },
        Case("the same where it is gone", at: "spec.kubeadmFeatureGates.UpgradeAddonsBeforeControlPlane", "removed in 1.31") {
            $0.kubeadmFeatureGates = ["UpgradeAddonsBeforeControlPlane": true]
        },
        Case("a release that kops has not", at: "spec.release", "no kops for Kubernetes 1.37") { plan in
            plan.release = KubernetesVersion(minor: 37)
            plan.tool = .kops
            plan.machines = []
        },
        Case("nftables by an old Kubespray", at: "spec.kubeProxy.mode", "nftables from v2.28") { plan in
            plan.release = KubernetesVersion(minor: 31)
            plan.tool = .kubespray
            plan.kubeProxy.mode = .nftables
        },
    ]

    static let addOnCases: [Case] = [
        Case("an add-on mistyped", at: "spec.network.addOn.name", "Did you mean cilium?") { $0.network.addOn.name = "celium" },
        Case("a dead add-on", at: "spec.network.addOn.name", "Take Calico") { $0.network.addOn.name = "weave" },
        Case("no add-on", at: "spec.network.addOn.name", "NotReady", isError: false) { $0.network.addOn.name = "none" },
        Case("flannel with policies", at: "spec.network.addOn.networkPolicy", "These have: antrea, calico") {
            $0.network.addOn.networkPolicy = true
        },
        Case("calico with policies", at: "spec.network.addOn.networkPolicy", nil) { plan in
            plan.network.addOn.name = "calico"
            plan.network.addOn.networkPolicy = true
        },
        Case("kube-router with WireGuard", at: "spec.network.addOn.encryption", "no WireGuard") { plan in
            plan.network.addOn.name = "kube-router"
            plan.network.addOn.encryption = .wireguard
        },
        Case("calico with IPsec", at: "spec.network.addOn.encryption", "no IPsec") { plan in
            plan.network.addOn.name = "calico"
            plan.network.addOn.encryption = .ipsec
        },
        Case("flannel for kube-proxy", at: "spec.network.addOn.replacesKubeProxy", "stand-in") {
            $0.network.addOn.replacesKubeProxy = true
        },
        Case("ovn-kubernetes beside kube-proxy", at: "spec.network.addOn.replacesKubeProxy", "always replaces") {
            $0.network.addOn.name = "ovn-kubernetes"
        },
        Case("canal of both families", at: "spec.network.addOn.name", "no dual-stack") { plan in
            dualStack(&plan)
            plan.network.addOn.name = "canal"
        },
        Case("canal of IPv6", at: "spec.network.addOn.name", "IPv6 alone") { plan in
            plan.network.podSubnets = ["fd00:10:244::/56"]
            plan.network.addOn.name = "canal"
        },
        Case("cilium with Windows", at: "spec.network.addOn.name", "Windows nodes") { plan in
            plan.machines[4].os = .windows
            plan.network.addOn.name = "cilium"
        },
        Case("ovn-kubernetes before its release", at: "spec.network.addOn.name", "1.33 and later") { plan in
            plan.release = KubernetesVersion(minor: 32)
            plan.network.addOn.name = "ovn-kubernetes"
            plan.network.addOn.replacesKubeProxy = true
        },
        Case("another version of it", at: "spec.network.addOn.name", nil) { plan in
            plan.release = KubernetesVersion(minor: 32)
            plan.network.addOn.name = "ovn-kubernetes"
            plan.network.addOn.version = "v1.1.0"
            plan.network.addOn.replacesKubeProxy = true
        },
        Case("calico on a release before 1.28", at: "spec.network.addOn.name", nil) { plan in
            plan.release = KubernetesVersion(minor: 27)
            plan.network.addOn.name = "calico"
        },
        Case("calico's newest on a release before 1.28", at: "spec.network.addOn.version", "Name v3.28.5") { plan in
            plan.release = KubernetesVersion(minor: 27)
            plan.network.addOn.name = "calico"
            plan.network.addOn.version = "v3.32.0"
        },
        Case("canal's newest on a release before 1.28", at: "spec.network.addOn.version", "Name v3.26.5") { plan in
            plan.release = KubernetesVersion(minor: 24)
            plan.network.addOn.name = "canal"
            plan.network.addOn.version = "v3.32.1"
        },
        Case(
            "calico untested with the release", at: "spec.network.addOn.version", "tested with Kubernetes 1.32 to 1.35",
            isError: false
        ) { plan in
            plan.network.addOn.name = "calico"
            plan.network.addOn.version = "v3.31.7"
        },
        Case("calico of a series that nobody knows", at: "spec.network.addOn.version", nil) { plan in
            plan.network.addOn.name = "calico"
            plan.network.addOn.version = "v3.99.0"
        },
        Case("an old calico with Windows", at: "spec.network.addOn.name", "its operator does so from 3.27 on") { plan in
            plan.release = KubernetesVersion(minor: 26)
            plan.machines[4].os = .windows
            plan.network.addOn.name = "calico"
        },
        Case("cilium's own range", at: "spec.network.podSubnets[0]", "contains most private networks", isError: false) { plan in
            plan.network.addOn.name = "cilium"
            plan.network.podSubnets = ["10.0.0.0/8"]
        },
    ]

    static let settingCases: [Case] =
        fieldCases + gateCases + flagCases + purposeCases + [
            Case("no anonymous requests", at: "spec.controlPlane.apiServer.extraArgs[0].value", "AuthenticationConfiguration") {
                $0.controlPlane.apiServer.extraArgs = [ExtraArgument(name: "anonymous-auth", value: "false")]
            },
            Case(
                "no anonymous requests before 1.32", at: "spec.controlPlane.apiServer.extraArgs[0].value", "Leave it out; before"
            ) {
                plan in
                plan.release = KubernetesVersion(minor: 30)
                plan.controlPlane.apiServer.extraArgs = [ExtraArgument(name: "anonymous-auth", value: "false")]
            },
            Case("anonymous requests", at: "spec.controlPlane.apiServer.extraArgs[0].value", nil) {
                $0.controlPlane.apiServer.extraArgs = [ExtraArgument(name: "anonymous-auth", value: "true")]
            },
            Case("CRI-O before its packages", at: "spec.runtime.name", "Use containerd") { plan in
                plan.release = KubernetesVersion(minor: 27)
                plan.runtime.kind = .crio
            },
            Case("a series for another release", at: "spec.runtime.version", "is not for Kubernetes 1.36") {
                $0.runtime.version = "1.6"
            },
            Case("a series that is not known", at: "spec.runtime.version", "not a series") { $0.runtime.version = "9.9" },
            Case("a version too old", at: "spec.runtime.version", "too old") { $0.runtime.version = "1.7.20" },
            Case("a version of the series", at: "spec.runtime.version", nil) { $0.runtime.version = "1.7.28" },
            Case("Docker with dockershim", at: "spec.runtime.name", nil) { plan in
                plan.release = KubernetesVersion(minor: 23)
                plan.runtime.kind = .docker
            },
            Case("Docker without dockershim", at: "spec.runtime.name", "No series of docker") { plan in
                plan.release = KubernetesVersion(minor: 24)
                plan.runtime.kind = .docker
            },
            Case("a series past its end", at: "spec.runtime.version", "ended on 2025-08-23", isError: false) { plan in
                plan.release = KubernetesVersion(minor: 23)
                plan.runtime.version = "1.6"
            },
            Case("cgroupfs", at: "spec.cgroupDriver", "two managers", isError: false) { $0.cgroupDriver = .cgroupfs },
            Case("two drivers", at: "spec.kubelet.config.cgroupDriver", "cgroupfs") {
                $0.kubelet.config = [ConfigEntry("cgroupDriver", "cgroupfs")]
            },
            Case("ipvs", at: "spec.kubeProxy.mode", "deprecated in 1.36", isError: false) { $0.kubeProxy.mode = .ipvs },
            Case("ipvs before", at: "spec.kubeProxy.mode", nil) { plan in
                plan.release = KubernetesVersion(minor: 34)
                plan.kubeProxy.mode = .ipvs
            },
            Case("nftables before it was", at: "spec.kubeProxy.mode", "the first release with it is 1.29") { plan in
                plan.release = KubernetesVersion(minor: 28)
                plan.kubeProxy.mode = .nftables
            },
            Case("nftables behind its gate", at: "spec.kubeProxy.mode", "NFTablesProxyMode") { plan in
                plan.release = KubernetesVersion(minor: 30)
                plan.kubeProxy.mode = .nftables
            },
            Case("nftables with its gate", at: "spec.kubeProxy.mode", nil) { plan in
                plan.release = KubernetesVersion(minor: 30)
                plan.kubeProxy.mode = .nftables
                plan.featureGates = ["NFTablesProxyMode": true]
            },
            Case("a gate that was removed", at: "spec.featureGates.AppArmor", "removed in 1.33") {
                $0.featureGates = ["AppArmor": true]
            },
            Case("a gate not yet removed", at: "spec.featureGates.AppArmor", nil) { plan in
                plan.release = KubernetesVersion(minor: 32)
                plan.featureGates = ["AppArmor": true]
            },
            Case("kubeadm's gate that was removed", at: "spec.kubeadmFeatureGates.EtcdLearnerMode", "removed in 1.33") {
                $0.kubeadmFeatureGates = ["EtcdLearnerMode": true]
            },
            Case(
                "kubeadm's gate mistyped", at: "spec.kubeadmFeatureGates.NodeLocalCRISockets", "Did you mean NodeLocalCRISocket?"
            ) {
                $0.kubeadmFeatureGates = ["NodeLocalCRISockets": true]
            },
            Case("kubeadm's gate", at: "spec.kubeadmFeatureGates.NodeLocalCRISocket", nil) {
                $0.kubeadmFeatureGates = ["NodeLocalCRISocket": true]
            },
            Case("a flag that was removed", at: "spec.kubelet.extraArgs[0].name", "removed in 1.35") {
                $0.kubelet.extraArgs = [ExtraArgument(name: "pod-infra-container-image", value: "x")]
            },
            Case("a flag not yet removed", at: "spec.kubelet.extraArgs[0].name", nil) { plan in
                plan.release = KubernetesVersion(minor: 34)
                plan.kubelet.extraArgs = [ExtraArgument(name: "pod-infra-container-image", value: "x")]
            },
            Case("a flag with dashes", at: "spec.controlPlane.apiServer.extraArgs[0].name", "begins with a dash") {
                $0.controlPlane.apiServer.extraArgs = [ExtraArgument(name: "--v", value: "4")]
            },
            Case("a flag twice in v1beta3", at: "spec.controlPlane.apiServer.extraArgs[1].name", "appears twice") { plan in
                plan.release = KubernetesVersion(minor: 30)
                plan.controlPlane.apiServer.extraArgs = [
                    ExtraArgument(name: "v", value: "4"), ExtraArgument(name: "v", value: "5"),
                ]
            },
            Case("a flag twice in v1beta4", at: "spec.controlPlane.apiServer.extraArgs[1].name", nil) {
                $0.controlPlane.apiServer.extraArgs = [
                    ExtraArgument(name: "v", value: "4"), ExtraArgument(name: "v", value: "5"),
                ]
            },
            Case("etcd's flag in its time", at: "spec.etcd.extraArgs[0].name", nil) { plan in
                plan.release = KubernetesVersion(minor: 33)
                plan.etcd.extraArgs = [ExtraArgument(name: "experimental-initial-corrupt-check", value: "true")]
            },
            Case("an algorithm in v1beta3", at: "spec.certificates.algorithm", "v1beta3") { plan in
                plan.release = KubernetesVersion(minor: 30)
                plan.certificates.algorithm = "RSA-4096"
            },
            Case("a lifetime in v1beta3", at: "spec.certificates.validityHours", "v1beta3") { plan in
                plan.release = KubernetesVersion(minor: 30)
                plan.certificates.validityHours = 100
            },
            Case("an algorithm of later", at: "spec.certificates.algorithm", "later releases have it") { plan in
                plan.release = KubernetesVersion(minor: 33)
                plan.certificates.algorithm = "ECDSA-P384"
            },
            Case("an algorithm of now", at: "spec.certificates.algorithm", nil) { $0.certificates.algorithm = "ECDSA-P384" },
            Case("an algorithm of nowhere", at: "spec.certificates.algorithm", "kubeadm does not know it") {
                $0.certificates.algorithm = "Ed25519"
            },
            Case("certificates longer than their authority", at: "spec.certificates.validityHours", "outlive") {
                $0.certificates.validityHours = 87601
            },
            Case("no lifetime", at: "spec.certificates.caValidityHours", "not a lifetime") {
                $0.certificates.caValidityHours = 0
            },
            Case("etcd too old", .external, at: "spec.etcd.version", "takes 3.5.24 or later") { $0.etcd.version = "3.5.23" },
            Case("etcd just new enough", .external, at: "spec.etcd.version", nil) { $0.etcd.version = "3.5.24" },
            Case("etcd's version elsewhere", at: "spec.etcd.version", "ignored", isError: false) { $0.etcd.version = "3.6.8" },
            Case("etcd's version that is none", .external, at: "spec.etcd.version", "not a version") { $0.etcd.version = "3.6" },
            Case("a proxy without a scheme", at: "spec.proxy.http", "not a URL") { $0.proxy.http = "proxy.example:3128" },
            Case("a proxy with a password", at: "spec.proxy.https", "must not hold secrets") {
                $0.proxy.https = "http://a:b@proxy.example:3128"
            },
            Case("a proxy with a password and no URL", at: "spec.proxy.https", "must not hold secrets") {
                $0.proxy.https = "a:b@proxy.example"
            },
            Case("a proxy", at: "spec.proxy.http", nil) { $0.proxy.http = "http://proxy.example:3128/" },
            Case("a proxy by address", at: "spec.proxy.http", nil) { $0.proxy.http = "http://[2001:db8::1]:3128" },
            Case("a certificate's name with a port", at: "spec.controlPlane.certSANs[1]", "203.0.113.7:6443") {
                $0.controlPlane.certSANs = ["api.example.org", "203.0.113.7:6443"]
            },
            Case("a certificate's names", at: "spec.controlPlane.certSANs[0]", nil) {
                $0.controlPlane.certSANs = ["*.example.org", "api", "2001:db8::7"]
            },
            Case("a name of etcd's certificate that is none", at: "spec.etcd.certSANs[0]", "in lower case") {
                $0.etcd.certSANs = ["Backup"]
            },
            Case("two exceptions in one", at: "spec.proxy.exceptions[0]", "each entry") {
                $0.proxy.exceptions = ["a.example,b.example"]
            },
            Case("a domain with a capital", at: "spec.network.dnsDomain", "not a DNS name") {
                $0.network.dnsDomain = "Cluster.local"
            },
            Case("the endpoint in the cluster's domain", at: "spec.network.dnsDomain", "cluster DNS") {
                $0.endpoint.name = "api.cluster.local"
            },
            Case("a cluster's name with a blank", at: "metadata.name", "not a name for a cluster") { $0.name = "my cluster" },
        ]

    static let toolCases: [Case] = [
        Case("Kubespray without a tag", at: "spec.tool", "the newest, v2.31.0, sets up 1.35") { $0.tool = .kubespray },
        Case("Kubespray with a tag", at: "spec.tool", nil) { plan in
            plan.tool = .kubespray
            plan.release = KubernetesVersion(minor: 35)
        },
        Case("a patch that Kubespray's tag lacks", at: "spec.release", "checksums up to 1.35.4") { plan in
            plan.tool = .kubespray
            plan.release = KubernetesVersion(minor: 35, patch: 99)
        },
        Case("a patch that Kubespray's tag has", at: "spec.release", nil) { plan in
            plan.tool = .kubespray
            plan.release = KubernetesVersion(minor: 35, patch: 4)
        },
        Case("kops with machines", at: "spec.machines", "lists 5") { $0.tool = .kops },
        Case("kops without", at: "spec.machines", nil) { plan in
            plan.tool = .kops
            plan.machines = []
        },
    ]

    static let existingCases: [Case] = [
        Case("no endpoint", at: "spec.existing.endpoint", "are missing") { join(&$0) { $0.endpoint = "" } },
        Case("a URL", at: "spec.existing.endpoint", "is a URL") { join(&$0) { $0.endpoint = "https://cp:6443" } },
        Case("no port", at: "spec.existing.endpoint", "no port") { join(&$0) { $0.endpoint = "cp" } },
        Case("host and port", at: "spec.existing.endpoint", nil) { join(&$0) { _ in } },
        Case("an IPv6 host", at: "spec.existing.endpoint", nil) { join(&$0) { $0.endpoint = "[2001:db8::1]:6443" } },
        Case("half a hash", at: "spec.existing.caCertHashes[0]", "64 hexadecimal") {
            join(&$0) { $0.caCertHashes = ["sha256:abcd"] }
        },
        Case("a hash", at: "spec.existing.caCertHashes[0]", nil) {
            join(&$0) { $0.caCertHashes = ["sha256:" + String(repeating: "a1", count: 32)] }
        },
        Case("a token that ended", at: "spec.existing.tokenExpires", "kubeadm token create") {
            join(&$0) { $0.tokenExpires = "2026-11-23T00:00:00Z" }
        },
        Case("a token that lives", at: "spec.existing.tokenExpires", nil) {
            join(&$0) { $0.tokenExpires = "2026-11-25T00:00:00Z" }
        },
        Case("no time", at: "spec.existing.tokenExpires", "not a time") { join(&$0) { $0.tokenExpires = "soon" } },
        Case("a kubelet newer than the cluster", at: "spec.release", "newer than the cluster's 1.35") {
            join(&$0) { $0.controlPlaneVersion = KubernetesVersion(minor: 35) }
        },
        Case("a kubelet four minors older", at: "spec.release", "takes 3 at most") { plan in
            plan.release = KubernetesVersion(minor: 32)
            join(&plan) { $0.controlPlaneVersion = KubernetesVersion(minor: 36) }
        },
        Case("a kubelet of the cluster's minor", at: "spec.release", nil) {
            join(&$0) { $0.controlPlaneVersion = KubernetesVersion(minor: 36, patch: 1) }
        },
        Case("a control plane as a worker", at: "spec.machines[0].roles", "task is join-worker") { plan in
            join(&plan) { _ in }
            plan.machines[0].roles = [.controlPlane]
        },
    ]

    @Sendable private static func join(_ plan: inout ClusterPlan, _ edit: (inout ExistingCluster) -> Void) {
        var existing = ExistingCluster()
        existing.endpoint = "cluster-endpoint.example:6443"
        edit(&existing)
        plan.existing = existing
        plan.machines = [Machine(name: "worker9", addresses: ["192.0.2.99"], roles: [.worker])]
    }
}
