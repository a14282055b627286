/// A static pod that is restarted: its manifest is moved out, the kubelet stops the pod, and the manifest is moved back.
public struct StaticPod: Sendable, Equatable, Codable {
    /// The container's name: `kube-apiserver`.
    public var name: String
    /// Where its manifest lies: `/etc/kubernetes/manifests/kube-apiserver.yaml`.
    public var manifest: String

    public init(_ name: String, manifest: String? = nil) {
        self.name = name
        self.manifest = manifest ?? "/etc/kubernetes/manifests/\(name).yaml"
    }

    /// Where the manifest waits: beside the folder, which the kubelet reads whole.
    public var aside: String {
        let folder = manifest.lastIndex(of: "/").map { manifest[..<$0] } ?? ""
        let parent = folder.lastIndex(of: "/").map { folder[..<$0] } ?? ""
        return "\(parent)/.\(name).drydock-aside"
    }
}
