/// The container runtime of all Linux machines.
public struct RuntimeChoice: Sendable, Equatable {
    public var kind = Kind.containerd
    /// The series, as `2.3` or `1.36`; empty takes the best for the release. It decides the form of the configuration.
    public var version = ""
    /// Whether drydock installs it; else only its configuration is written.
    public var installs = true

    public init() {}

    public enum Kind: String, Sendable, CaseIterable, Codable {
        case containerd
        case crio = "cri-o"
        /// Docker Engine behind cri-dockerd (from 1.24), or by the kubelet's dockershim (1.23).
        case docker
        /// Mirantis Container Runtime behind cri-dockerd.
        case mcr
    }
}
