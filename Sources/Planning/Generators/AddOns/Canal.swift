import Steps

/// Canal, by its manifest out of Calico's repository (v3.32.1: manifests/canal.yaml).
struct Canal: AddOnInstallation {
    func steps(_ site: AddOnSite) -> [Step] {
        let url = "https://raw.githubusercontent.com/projectcalico/calico/\(site.version)/manifests/canal.yaml"
        return [
            ManifestInstallation(
                site: site, manifests: [(url, "canal.yaml")],
                patches: FlannelNetwork.patch(site, configMap: "canal-config", namespace: "kube-system"),
                imageNames: site.movedImages, waitsFor: ("daemonset", "canal")
            ).step(
                why: "Flannel carries pods' packets and Calico enforces NetworkPolicy; no pod gets an address before both run.")
        ]
    }
}
