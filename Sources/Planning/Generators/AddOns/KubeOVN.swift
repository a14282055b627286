import Addresses
import Steps
import YAML

/// Kube-OVN, by its Helm chart (v1.16.2: charts/kube-ovn/values.yaml and README.md; .github/workflows/release-chart.yaml pushes it).
struct KubeOVN: AddOnInstallation {
    func steps(_ site: AddOnSite) -> [Step] {
        let label = AdminKubectl.words(
            "label", "node", "--overwrite", "--selector", "node-role.kubernetes.io/control-plane", "kube-ovn/role=master")
        return HelmInstallation(
            site: site, name: "kube-ovn", namespace: "kube-system",
            chart: ["oci://ghcr.io/kubeovn/charts/kube-ovn", "--version", site.version], before: [.run(.init(label))],
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
        return [
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
