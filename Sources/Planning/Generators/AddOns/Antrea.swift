import Steps
import YAML

/// Antrea: by its manifest where that says all, else by its Helm chart (v2.7.0: build/charts/antrea/values.yaml, docs/helm.md).
struct Antrea: AddOnInstallation {
    private static let why =
        "Pods get addresses and NetworkPolicy from Antrea, which takes the ranges that Kubernetes gives to nodes."

    func steps(_ site: AddOnSite) -> [Step] {
        let releases = "https://github.com/antrea-io/antrea/releases/download/\(site.version)"
        if site.choice.encryption == .none, !site.choice.replacesKubeProxy {
            return [
                ManifestInstallation(
                    site: site, manifests: [("\(releases)/antrea.yml", "antrea.yml")], imageNames: site.movedImages,
                    waitsFor: ("daemonset", "antrea-agent")
                ).step(why: Self.why)
            ]
        }
        let archive = "antrea-chart.tgz"
        return HelmInstallation(
            site: site, name: "antrea", namespace: "kube-system", chart: "\(site.folder)/\(archive)",
            before: [site.download("\(releases)/\(archive)", as: archive)], values: values(site),
            holdsSecret: site.choice.encryption == .ipsec, waitsFor: ("daemonset", "antrea-agent")
        ).steps(why: Self.why)
    }

    private func values(_ site: AddOnSite) -> [ConfigEntry] {
        var out: [ConfigEntry] = []
        if !site.movedImages.isEmpty {
            for (key, image) in [
                ("agentImage", "antrea/antrea-agent-ubuntu"), ("controllerImage", "antrea/antrea-controller-ubuntu"),
            ] {
                out.append(ConfigEntry(key, .map([ConfigEntry("repository", .text(site.place(image)))])))
            }
        }
        switch site.choice.encryption {
        case .none: break
        case .wireguard: out.append(ConfigEntry("trafficEncryptionMode", "wireGuard"))
        case .ipsec:
            out += [
                ConfigEntry("trafficEncryptionMode", "ipsec"),
                ConfigEntry(
                    "ipsec",
                    .map([
                        ConfigEntry("authenticationMode", "psk"), ConfigEntry("psk", .text(Placeholder.ipsecKey.mark)),
                    ])),
            ]
        }
        if site.choice.replacesKubeProxy {
            out += [
                ConfigEntry("antreaProxy", .map([ConfigEntry("proxyAll", true)])),
                ConfigEntry(
                    "kubeAPIServerOverride", .text(site.apiURL),
                    comment: "Without kube-proxy nobody answers for the Service of the API server before Antrea runs."),
            ]
        }
        return out
    }
}
