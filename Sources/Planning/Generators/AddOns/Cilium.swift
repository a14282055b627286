import Steps
import YAML

/// Cilium, by its Helm chart (values.yaml of cilium-1.20.0.tgz in cilium/charts).
struct Cilium: AddOnInstallation {
    func steps(_ site: AddOnSite) -> [Step] {
        let archive = "cilium-\(site.plainVersion).tgz"
        var before = [site.download("https://helm.cilium.io/\(archive)", as: archive)]
        if site.choice.encryption == .ipsec { before += key(site) }
        return HelmInstallation(
            site: site, name: "cilium", namespace: "kube-system", chart: "\(site.folder)/\(archive)", before: before,
            values: values(site), waitsFor: ("daemonset", "cilium")
        ).steps(
            why:
                "Pods get addresses, NetworkPolicy and Services from Cilium. Its own default range, 10.0.0.0/8, encloses kubeadm's "
                + "Service range, so it is told to take the ranges that Kubernetes gives to nodes.")
    }

    private func values(_ site: AddOnSite) -> [ConfigEntry] {
        var out: [ConfigEntry] = [
            ConfigEntry(
                "ipam", .map([ConfigEntry("mode", "kubernetes")]),
                comment: "Pods get addresses of the range that the controller manager gave to their node, cut from podSubnets."),
            ConfigEntry("ipv4", .map([ConfigEntry("enabled", .flag(site.podIPv4 != nil))])),
            ConfigEntry("ipv6", .map([ConfigEntry("enabled", .flag(site.podIPv6 != nil))])),
            ConfigEntry("kubeProxyReplacement", .text(site.choice.replacesKubeProxy ? "true" : "false")),
        ]
        if site.choice.replacesKubeProxy {
            out += [
                ConfigEntry(
                    "k8sServiceHost", .text(site.apiHost),
                    comment: "Without kube-proxy nobody answers for the Service of the API server before Cilium runs."),
                ConfigEntry("k8sServicePort", .text(String(site.apiPort))),
            ]
        }
        if site.choice.encryption != .none {
            out.append(
                ConfigEntry(
                    "encryption",
                    .map([ConfigEntry("enabled", true), ConfigEntry("type", .text(site.choice.encryption.rawValue))])))
        }
        var oper: [ConfigEntry] = []
        if site.nodes.count == 1 {
            oper.append(ConfigEntry("replicas", 1, comment: "Two replicas never share a node, and there is only one."))
        }
        if site.context.plan.images.isAirGapped {
            out.append(ConfigEntry("image", .map(image("quay.io/cilium/cilium", site))))
            out.append(ConfigEntry("envoy", .map([ConfigEntry("image", .map(image("quay.io/cilium/cilium-envoy", site)))])))
            oper.append(ConfigEntry("image", .map(image("quay.io/cilium/operator", site))))
        }
        if !oper.isEmpty { out.append(ConfigEntry("operator", .map(oper))) }
        return out
    }

    /// An image that was brought: from the plan's registry, by its tag, as an archive has no digest of a registry's.
    private func image(_ name: String, _ site: AddOnSite) -> [ConfigEntry] {
        let moved = site.movedImages.isEmpty ? [] : [ConfigEntry("repository", .text(site.place(name)))]
        return moved + [ConfigEntry("useDigest", false)]
    }

    /// The key under which IPsec begins: its number, algorithm, key and length, as Cilium's documentation has it.
    private func key(_ site: AddOnSite) -> [Action] {
        let path = "\(site.folder)/ipsec-keys.yaml"
        let secret: [ConfigEntry] = [
            ConfigEntry("apiVersion", "v1"), ConfigEntry("kind", "Secret"),
            ConfigEntry(
                "metadata", .map([ConfigEntry("name", "cilium-ipsec-keys"), ConfigEntry("namespace", "kube-system")])),
            ConfigEntry(
                "stringData", .map([ConfigEntry("keys", .text("3+ rfc4106(gcm(aes)) \(Placeholder.ipsecKey.mark) 128"))])),
        ]
        let name = ["--namespace", "kube-system", "get", "secret", "cilium-ipsec-keys"]
        return [
            .write(PlannedFile(path, mode: 0o600, YAMLText.document(secret))),
            .run(
                .init(
                    AdminKubectl.words("apply", "--filename", path),
                    unless: ["kubectl", "--kubeconfig", AdminKubectl.kubeconfig] + name)),
        ]
    }
}
