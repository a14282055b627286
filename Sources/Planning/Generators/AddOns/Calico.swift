import Addresses
import Steps
import Text
import YAML

/// Calico, by its operator: the operator's manifest as published, and what is to be installed as resources of ours (v3.32.1:
/// manifests/v1_crd_projectcalico_org.yaml has the operator's kinds too; custom-resources.yaml). What the files are called and which
/// fields an Installation has is read from the tags v3.25.2 to v3.32.1.
struct Calico: AddOnInstallation {
    func steps(_ site: AddOnSite) -> [Step] {
        let base = "https://raw.githubusercontent.com/projectcalico/calico/\(site.version)/manifests"
        var resources: [(name: String, documents: [[ConfigEntry]])] = []
        if needsEndpoint(site) { resources.append(("api-endpoint.yaml", [endpoint(site)])) }
        let installer = ManifestInstallation(
            site: site,
            manifests: Self.manifests(site.version).map { ("\(base)/\($0)", $0) }, resources: resources,
            imageNames: site.movedImages.filter { $0.key.hasSuffix("tigera/operator") },
            waitsFor: ("deployment", "tigera-operator"),
            namespace: "tigera-operator")
        var out = [
            installer.step(
                "install-network-operator",
                why: "Calico's operator installs Calico and keeps it as the Installation resource says, also over upgrades."),
            installation(site),
        ]
        if site.choice.encryption == .wireguard { out.append(encryption(site)) }
        return out
    }

    /// Up to 3.29 the operator's manifest holds the kinds too; then they stood beside it, and from 3.32 under another name.
    static func manifests(_ version: String) -> [String] {
        if VersionOrder.isOlder(version, than: "3.30.0") { return ["tigera-operator.yaml"] }
        let kinds = VersionOrder.isOlder(version, than: "3.32.0") ? "operator-crds.yaml" : "v1_crd_projectcalico_org.yaml"
        return [kinds, "tigera-operator.yaml"]
    }

    /// Whether an Installation of this version names its pools and knows Windows nodes.
    static func namesPools(_ version: String) -> Bool { !VersionOrder.isOlder(version, than: "3.27.0") }

    private func needsEndpoint(_ site: AddOnSite) -> Bool {
        site.choice.replacesKubeProxy || site.context.plan.machines.contains(where: \.isWindows)
    }

    /// The operator's own way to the API server, for where no kube-proxy answers for the Service.
    private func endpoint(_ site: AddOnSite) -> [ConfigEntry] {
        [
            ConfigEntry("apiVersion", "v1"), ConfigEntry("kind", "ConfigMap"),
            ConfigEntry(
                "metadata",
                .map([ConfigEntry("name", "kubernetes-services-endpoint"), ConfigEntry("namespace", "tigera-operator")])),
            ConfigEntry(
                "data",
                .map([
                    ConfigEntry("KUBERNETES_SERVICE_HOST", .text(site.apiHost)),
                    ConfigEntry("KUBERNETES_SERVICE_PORT", .text(String(site.apiPort))),
                ])),
        ]
    }

    private func installation(_ site: AddOnSite) -> Step {
        let path = "\(site.folder)/installation.yaml"
        let established = AdminKubectl.words(
            "wait", "--for=condition=Established", "crd/installations.operator.tigera.io", "crd/apiservers.operator.tigera.io",
            "--timeout=60s")
        return Step(
            "install-network-add-on", on: site.machine.name, phase: .network,
            title: "Install \(site.addOn.title) \(site.version).",
            why: "The operator installs nothing before it is told what. The pool is the plan's pod range: the default, "
                + "192.168.0.0/16, encloses the usual home and office networks, and the operator refuses a pool outside podSubnet."
                + site.facts, risk: .edits,
            actions: [
                .run(.init(established)), .write(PlannedFile(path, YAMLText.documents([resource(site), Self.apiServer]))),
                .run(.init(AdminKubectl.words("apply", "--server-side", "--filename", path))),
            ],
            check: .succeeds(AdminKubectl.words("wait", "--for=condition=Available", "tigerastatus/calico", "--timeout=300s")),
            undo: .commands([AdminKubectl.words("delete", "--ignore-not-found", "--filename", path)]), seconds: 180)
    }

    private func resource(_ site: AddOnSite) -> [ConfigEntry] {
        let hasWindows = site.context.plan.machines.contains(where: \.isWindows)
        var network: [ConfigEntry] = []
        if site.choice.replacesKubeProxy {
            network.append(ConfigEntry("linuxDataplane", "BPF", comment: "eBPF carries Services in kube-proxy's stead."))
        }
        if hasWindows {
            network += [
                ConfigEntry("windowsDataplane", "HNS"),
                ConfigEntry("bgp", "Disabled", comment: "Windows nodes take part in VXLAN only."),
            ]
        }
        network.append(
            ConfigEntry("ipPools", .list(site.podRanges.map { .map(pool($0.isIPv6, $0.description, hasWindows, site.version)) })))
        var spec = [ConfigEntry("calicoNetwork", .map(network))]
        if hasWindows { spec.append(ConfigEntry("serviceCIDRs", .texts(site.context.plan.network.serviceSubnets))) }
        if !site.movedImages.isEmpty {
            let parts = site.place("calico").split(separator: "/")
            // The operator joins the two with an image's name alone (v1.29.6 to v1.42.3, pkg/components/references.go).
            spec += [
                ConfigEntry("registry", .text("\(parts[0])/"), comment: "Machines cannot reach the project's own registry."),
                ConfigEntry("imagePath", .text(parts.dropFirst().joined(separator: "/"))),
            ]
        }
        return [
            ConfigEntry("apiVersion", "operator.tigera.io/v1"), ConfigEntry("kind", "Installation"),
            ConfigEntry("metadata", .map([ConfigEntry("name", "default")])), ConfigEntry("spec", .map(spec)),
        ]
    }

    private func pool(_ isIPv6: Bool, _ range: String, _ hasWindows: Bool, _ version: String) -> [ConfigEntry] {
        let name = ConfigEntry("name", isIPv6 ? "default-ipv6-ippool" : "default-ipv4-ippool")
        return (Self.namesPools(version) ? [name] : []) + [
            ConfigEntry("cidr", .text(range)),
            ConfigEntry("blockSize", .integer(isIPv6 ? 122 : 26)),
            ConfigEntry(
                "encapsulation", hasWindows ? "VXLAN" : "VXLANCrossSubnet",
                comment: hasWindows ? nil : "Packets are wrapped only between subnets."), ConfigEntry("natOutgoing", "Enabled"),
            ConfigEntry("nodeSelector", "all()"),
        ]
    }

    private static let apiServer: [ConfigEntry] = [
        ConfigEntry("apiVersion", "operator.tigera.io/v1"), ConfigEntry("kind", "APIServer"),
        ConfigEntry("metadata", .map([ConfigEntry("name", "default")])), ConfigEntry("spec", .map([])),
    ]

    private func encryption(_ site: AddOnSite) -> Step {
        let resource = "felixconfigurations.crd.projectcalico.org/default"
        let fields = site.podRanges.map { $0.isIPv6 ? "wireguardEnabledV6" : "wireguardEnabled" }
        func patch(_ flag: String) -> [String] {
            let body = fields.map { "\"\($0)\":\(flag)" }.joined(separator: ",")
            return AdminKubectl.words("patch", resource, "--type=merge", "--patch", "{\"spec\":{\(body)}}")
        }
        return Step(
            "encrypt-pod-traffic", on: site.machine.name, phase: .finish, title: "Encrypt packets between nodes with WireGuard.",
            why:
                "Calico makes the keys itself. It is turned on last, because it needs all nodes' daemons to hand keys to each other.",
            risk: .restarts, actions: [.run(.init(patch("true")))],
            check: .succeeds(
                AdminKubectl.words(
                    "wait", "--for=jsonpath={.spec.\(fields.first ?? "wireguardEnabled")}=true", resource, "--timeout=5s")),
            undo: .commands([patch("false")]), seconds: 10)
    }
}
