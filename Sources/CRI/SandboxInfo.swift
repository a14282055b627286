/// What a verbose `PodSandboxStatus` adds and the kubelet needs not: the sandbox's process and its network namespace.
public struct SandboxInfo: Sendable, Equatable {
    /// The pause process, on the node; nil or 0 where it does not run.
    public var processID: Int?
    /// `/var/run/netns/cni-…`; nil for a pod on the node's own network.
    public var networkNamespacePath: String?

    /// Reads the `info` map of containerd or CRI-O (both put an OCI runtime specification in it); nil where it is not there or not JSON.
    public init?(info: [String: String]) {
        guard let text = info["info"], let sent = try? BoundedJSON.decode(Sent.self, from: Array(text.utf8)) else { return nil }
        processID = sent.pid
        networkNamespacePath = sent.runtimeSpec?.linux?.namespaces?.first { $0.type == "network" }?.path
    }

    private struct Sent: Decodable {
        var pid: Int?
        var runtimeSpec: Specification?
    }

    private struct Specification: Decodable {
        var linux: Linux?
    }

    private struct Linux: Decodable {
        var namespaces: [LinuxNamespace]?
    }

    private struct LinuxNamespace: Decodable {
        var type: String
        var path: String?
    }
}
