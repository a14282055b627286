/// Where the runtimes listen.
public enum CRISocket {
    /// A runtime's socket; before 1.24 without the scheme's need, for Docker the dockershim's.
    public static func of(_ kind: RuntimeChoice.Kind, _ release: Release) -> String {
        switch kind {
        case .containerd: "unix:///run/containerd/containerd.sock"
        case .crio: "unix:///var/run/crio/crio.sock"
        case .docker where release.hasDockershim: "/var/run/dockershim.sock"
        case .docker, .mcr: "unix:///var/run/cri-dockerd.sock"
        }
    }

    /// A Windows machine's.
    public static let windows = "npipe:////./pipe/containerd-containerd"
}
