/// What kops of a minor release takes. kops has the minor releases of Kubernetes, and its own must not be older than the
/// cluster's (cmd/kops/{create,update,validate}_cluster.go and docs/networking.md of kops 1.25.4, 1.26.6, 1.28.4 and 1.36.2, read 2026-11).
package struct KopsRelease: Sendable, Equatable {
    package var minor: Int

    package init(minor: Int) { self.minor = minor }

    /// The newest minor that a release of kops is for.
    static let newest = 36

    /// `--control-plane-zones` and its like came with 1.26; before it there are only the older names.
    package var controlPlane: String { minor >= 26 ? "control-plane" : "master" }

    /// kops' name for an add-on; nil where it has none and lays only the ground.
    package func networking(_ addOn: String) -> String? {
        switch addOn {
        case "calico", "cilium", "kube-router": addOn
        // "Flannel is not supported for Kubernetes >= 1.28"; it came back with 1.32 (pkg/apis/kops/validation of 1.28.7 to 1.32).
        case "flannel": (28...31).contains(minor) ? nil : "flannel-vxlan"
        case "canal": minor < 28 ? "canal" : nil
        default: nil
        }
    }
}
