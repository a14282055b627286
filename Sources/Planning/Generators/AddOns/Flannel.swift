import Steps

/// Flannel, by its manifest (v0.28.9: Documentation/kube-flannel.yml, as it stands at the release's tag: of that a checksum can be known,
/// while what the release carries is made anew from parts; configuration.md).
struct Flannel: AddOnInstallation {
    func steps(_ site: AddOnSite) -> [Step] {
        let url = "https://raw.githubusercontent.com/flannel-io/flannel/\(site.version)/Documentation/kube-flannel.yml"
        return [
            ManifestInstallation(
                site: site, manifests: [(url, "kube-flannel.yml")],
                patches: FlannelNetwork.patch(site, configMap: "kube-flannel-cfg", namespace: "kube-flannel"),
                imageNames: site.movedImages, waitsFor: ("daemonset", "kube-flannel-ds")
            ).step(
                why: "Pods get addresses and reach each other across nodes only when a network add-on runs on each node."
                    + (site.hasWindows
                        ? " Windows knows no other VXLAN than that of port \(FlannelNetwork.windowsPort) and a VNI of \(FlannelNetwork.windowsVNI) or more, so all nodes use these."
                        : ""))
        ]
    }
}
