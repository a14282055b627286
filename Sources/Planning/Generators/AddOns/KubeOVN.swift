import Addresses
import Steps
import YAML

/// Kube-OVN, by its Helm chart (v1.16.2: charts/kube-ovn/values.yaml and README.md; .github/workflows/release-chart.yaml pushes it).
struct KubeOVN: AddOnInstallation {
    func steps(_ site: AddOnSite) -> [Step] {
        let label = AdminKubectl.words(
            "label", "node", "--overwrite", "--selector", "node-role.kubernetes.io/control-plane", "kube-ovn/role=master")
        let archive = "kube-ovn-\(site.plainVersion).tar.gz"
        let source = "\(site.folder)/source"
        let chart = "\(source)/charts/kube-ovn"
        let url = "https://github.com/kubeovn/kube-ovn/archive/refs/tags/\(site.version).tar.gz"
        let unpack = [
            "tar", "--extract", "--gzip", "--file", "\(site.folder)/\(archive)", "--directory", source, "--strip-components=1",
            "--no-same-owner",
        ]
        return HelmInstallation(
            site: site, name: "kube-ovn", namespace: "kube-system", chart: chart,
            before: [
                site.download(url, as: archive), .run(.init(["mkdir", "-p", source])),
                .run(.init(unpack, unlessExists: "\(chart)/Chart.yaml")), .run(.init(label)),
            ],
            values: values(site), waitsFor: ("deployment", "kube-ovn-controller")
        ).steps(
            why:
                "Pods get addresses and NetworkPolicy from Kube-OVN. Its databases run on nodes with the label kube-ovn/role=master, "
                + "at first on this control plane alone.")
    }

    private func values(_ site: AddOnSite) -> [ConfigEntry] {
        let isDual = site.podRanges.count == 2
        let stack = isDual ? "dual_stack" : site.podIPv4 == nil ? "ipv6" : "ipv4"
        let joins = site.podRanges.map { $0.isIPv6 ? "fd00:100:64::/112" : site.addOn.ownSubnet ?? "100.64.0.0/16" }
        let gateways = site.podRanges.compactMap { $0.address(at: 1)?.description }
        let moved =
            site.movedImages.isEmpty
            ? []
            : [
                ConfigEntry(
                    "global",
                    .map([
                        ConfigEntry("registry", .map([ConfigEntry("address", .text(site.place("docker.io/kubeovn")))]))
                    ]))
            ]
        return moved + [
            ConfigEntry(
                "MASTER_NODES", .text(site.machine.address), comment: "Where OVN's databases run: one member to begin with."),
            ConfigEntry("networking", .map([ConfigEntry("NET_STACK", .text(stack))])),
            ConfigEntry(
                stack,
                .map([
                    ConfigEntry("POD_CIDR", .text(site.podText)),
                    ConfigEntry("POD_GATEWAY", .text(gateways.joined(separator: ","))),
                    ConfigEntry("SVC_CIDR", .text(site.serviceText)),
                    ConfigEntry(
                        "JOIN_CIDR", .text(joins.joined(separator: ",")),
                        comment: "A third range, between nodes and pods: no network of yours may use it."),
                ])),
        ]
    }
}
