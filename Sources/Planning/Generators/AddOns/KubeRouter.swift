import Addresses
import Steps
import YAML

/// kube-router, by its manifest for kubeadm (v2.11.1: daemonset/kubeadm-kuberouter*.yaml, docs/user-guide.md for the flags).
struct KubeRouter: AddOnInstallation {
    private static let kubeconfig = "kube-router-kubeconfig"

    func steps(_ site: AddOnSite) -> [Step] {
        let replaces = site.choice.replacesKubeProxy
        let name = replaces ? "kubeadm-kuberouter-all-features.yaml" : "kubeadm-kuberouter.yaml"
        let url = "https://raw.githubusercontent.com/cloudnativelabs/kube-router/\(site.version)/daemonset/\(name)"
        var installation = ManifestInstallation(
            site: site, manifests: [(url, name)], addedArguments: ("DaemonSet", "kube-router", arguments(site)),
            imageTags: ["docker.io/cloudnativelabs/kube-router": site.version], imageNames: site.movedImages,
            waitsFor: ("daemonset", "kube-router"))
        if replaces {
            installation.resources = [("kubeconfig.yaml", [kubeconfig(site)])]
            installation.patches = [
                (
                    "kubeconfig-volume.yaml",
                    "The manifest takes kube-proxy's kubeconfig, which is not there where kube-proxy was left out.", volume
                )
            ]
        }
        return [
            installation.step(
                why: "Pods get addresses of the range that Kubernetes gave to their node, and nodes tell each other by BGP.")
        ]
    }

    private func arguments(_ site: AddOnSite) -> [String] {
        var out = site.serviceRanges.map { "--service-cluster-ip-range=\($0)" }
        if site.podIPv6 != nil { out.append("--enable-ipv6=true") }
        if site.podIPv4 == nil { out.append("--enable-ipv4=false") }
        return out
    }

    private func kubeconfig(_ site: AddOnSite) -> [ConfigEntry] {
        let account = "/var/run/secrets/kubernetes.io/serviceaccount"
        func named(_ name: String, _ key: String, _ value: [ConfigEntry]) -> ConfigValue {
            .list([.map([ConfigEntry("name", .text(name)), ConfigEntry(key, .map(value))])])
        }
        let config: [ConfigEntry] = [
            ConfigEntry("apiVersion", "v1"), ConfigEntry("kind", "Config"),
            ConfigEntry(
                "clusters",
                named(
                    "default", "cluster",
                    [
                        ConfigEntry("certificate-authority", .text("\(account)/ca.crt")),
                        ConfigEntry("server", .text(site.apiURL)),
                    ])), ConfigEntry("users", named("default", "user", [ConfigEntry("tokenFile", .text("\(account)/token"))])),
            ConfigEntry(
                "contexts",
                named("default", "context", [ConfigEntry("cluster", "default"), ConfigEntry("user", "default")])),
            ConfigEntry("current-context", "default"),
        ]
        return [
            ConfigEntry("apiVersion", "v1"), ConfigEntry("kind", "ConfigMap"),
            ConfigEntry(
                "metadata", .map([ConfigEntry("name", .text(Self.kubeconfig)), ConfigEntry("namespace", "kube-system")])),
            ConfigEntry("data", .map([ConfigEntry("kubeconfig.conf", .block(YAMLText.document(config)))])),
        ]
    }

    private var volume: [ConfigEntry] {
        let volume: [ConfigEntry] = [
            ConfigEntry("name", "kubeconfig"),
            ConfigEntry("configMap", .map([ConfigEntry("name", .text(Self.kubeconfig))])),
        ]
        return [
            ConfigEntry("apiVersion", "apps/v1"), ConfigEntry("kind", "DaemonSet"),
            ConfigEntry("metadata", .map([ConfigEntry("name", "kube-router"), ConfigEntry("namespace", "kube-system")])),
            ConfigEntry(
                "spec",
                .map([
                    ConfigEntry(
                        "template",
                        .map([ConfigEntry("spec", .map([ConfigEntry("volumes", .list([.map(volume)]))]))]))
                ])),
        ]
    }
}
