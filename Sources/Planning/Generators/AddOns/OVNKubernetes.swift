import Addresses
import Steps
import YAML

/// OVN-Kubernetes, by the Helm chart in its source, one zone for each node (v1.3.0, docs/installation/launching-ovn-kubernetes-with-helm.md
/// and helm/ovn-kubernetes/values-single-node-zone.yaml).
struct OVNKubernetes: AddOnInstallation {
    func steps(_ site: AddOnSite) -> [Step] {
        let archive = "ovn-kubernetes-\(site.plainVersion).tar.gz"
        let source = "\(site.folder)/source"
        let chart = "\(source)/helm/ovn-kubernetes"
        let url = "https://github.com/ovn-kubernetes/ovn-kubernetes/archive/refs/tags/\(site.version).tar.gz"
        let unpack = [
            "tar", "--extract", "--gzip", "--file", "\(site.folder)/\(archive)", "--directory", source, "--strip-components=1",
            "--no-same-owner",
        ]
        let label = AdminKubectl.words(
            "label", "node", "--overwrite", site.machine.name, "k8s.ovn.org/zone-name=\(site.machine.name)")
        var out = HelmInstallation(
            site: site, name: "ovn-kubernetes", namespace: "default", chart: chart,
            before: [
                site.download(url, as: archive), .run(.init(["mkdir", "-p", source])),
                .run(.init(unpack, unlessExists: "\(chart)/Chart.yaml")), .run(.init(label)),
            ], chartValues: ["\(chart)/values-single-node-zone.yaml"], values: values(site),
            waitsFor: ("daemonset", "ovnkube-node")
        ).steps(why: "Pods get addresses, NetworkPolicy and Services from OVN-Kubernetes, each node in a zone of its own.")
        // The chart puts its workloads into a namespace that it makes itself.
        for index in out.indices where out[index].key == "install-network-add-on" { wait(&out[index], site) }
        return out + zones(site)
    }

    private func wait(_ step: inout Step, _ site: AddOnSite) {
        step.actions.removeLast()
        step.actions.append(.run(.init(site.rollout("daemonset", "ovnkube-node", seconds: 300))))
        step.check = .succeeds(site.rollout("daemonset", "ovnkube-node", seconds: 5))
    }

    private func zones(_ site: AddOnSite) -> [Step] {
        let others = site.nodes.filter { $0.name != site.machine.name && !$0.isWindows }
        guard !others.isEmpty else { return [] }
        return [
            Step(
                "label-network-zones", on: site.machine.name, phase: .finish, title: "Give each node a network zone of its own.",
                why: "OVN-Kubernetes serves a node only when its zone label names it; the nodes that joined have none yet.",
                risk: .edits,
                actions: others.map {
                    .run(.init(AdminKubectl.words("label", "node", "--overwrite", $0.name, "k8s.ovn.org/zone-name=\($0.name)")))
                }, check: .succeeds(site.rollout("daemonset", "ovnkube-node", seconds: 5)),
                undo: .commands(others.map { AdminKubectl.words("label", "node", $0.name, "k8s.ovn.org/zone-name-") }))
        ]
    }

    private func values(_ site: AddOnSite) -> [ConfigEntry] {
        let masks = site.podRanges.map { "\($0)/\($0.isIPv6 ? 64 : 24)" }
        return [
            ConfigEntry(
                "k8sAPIServer", .text(site.apiURL),
                comment: "Without kube-proxy nobody answers for the Service of the API server."),
            ConfigEntry(
                "podNetwork", .text(masks.joined(separator: ",")), comment: "Each range, and how long each node's part of it is."),
            ConfigEntry("serviceNetwork", .text(site.serviceText)),
            ConfigEntry(
                "mtu", 1400, comment: "1500 less what Geneve takes, rounded. Raise it where all machines' interfaces carry more."),
            ConfigEntry("global", .map([ConfigEntry("image", .map(image(site)))])),
        ]
    }

    private func image(_ site: AddOnSite) -> [ConfigEntry] {
        let tag = ConfigEntry("tag", .text(imageTag(site)))
        if site.movedImages.isEmpty { return [tag] }
        return [ConfigEntry("repository", .text(site.place("ghcr.io/ovn-kubernetes/ovn-kubernetes/ovn-kube-ubuntu"))), tag]
    }

    /// Images are tagged by branch: `release-1.3` for v1.3.0 (v1.3.0, .github/workflows/docker.yml and
    /// docs/developer-guide/image-build.md). That the registry has this very tag was not seen.
    private func imageTag(_ site: AddOnSite) -> String {
        "release-" + site.plainVersion.split(separator: ".").prefix(2).joined(separator: ".")
    }
}
