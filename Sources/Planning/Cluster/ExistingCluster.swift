/// A cluster that is there already.
public struct ExistingCluster: Sendable, Equatable {
    public var task = Task.joinWorker
    /// `host:port` of the API.
    public var endpoint = ""
    /// `sha256:` and 64 hexadecimal digits.
    public var caCertHashes: [String] = []
    /// When the bootstrap token ends, RFC 3339; empty where it is not known. The token itself is a secret and asked for at apply.
    public var tokenExpires = ""
    /// The version of the cluster's API server.
    public var controlPlaneVersion: KubernetesVersion?

    public init() {}

    public enum Task: String, Sendable, CaseIterable, Codable {
        case joinWorker = "join-worker"
        case joinControlPlane = "join-control-plane"
        case remove
    }
}
