/// What `ListPodSandbox` answers; the same as `crictl pods -o json`.
public struct ListPodSandboxResponse: ProtobufMessage {
    public var items: [PodSandbox] = []
    public init() {}

    public mutating func visit<V: FieldVisitor>(_ visitor: inout V) throws(V.Failure) {
        try visitor.messages(1, "items", &items)
    }
}

/// A pod's sandbox as a list shows it.
public struct PodSandbox: ProtobufMessage {
    public var id = ""
    public var metadata = PodSandboxMetadata()
    public var state = PodSandboxState.ready
    /// Nanoseconds since the epoch.
    public var createdAt = 0
    public var labels: [String: String] = [:]
    public var annotations: [String: String] = [:]
    /// Empty for the default handler.
    public var runtimeHandler = ""
    public init() {}

    public mutating func visit<V: FieldVisitor>(_ visitor: inout V) throws(V.Failure) {
        try visitor.text(1, "id", &id)
        try visitor.message(2, "metadata", &metadata)
        try visitor.enumeration(3, "state", &state)
        try visitor.time(4, "createdAt", &createdAt)
        try visitor.map(5, "labels", &labels)
        try visitor.map(6, "annotations", &annotations)
        try visitor.text(7, "runtimeHandler", &runtimeHandler)
    }
}

/// What a sandbox is called.
public struct PodSandboxMetadata: ProtobufMessage {
    public var name = ""
    public var uid = ""
    public var namespace = ""
    /// How often the sandbox was made again for the same pod.
    public var attempt = 0
    public init() {}

    public mutating func visit<V: FieldVisitor>(_ visitor: inout V) throws(V.Failure) {
        try visitor.text(1, "name", &name)
        try visitor.text(2, "uid", &uid)
        try visitor.text(3, "namespace", &namespace)
        try visitor.integer(4, "attempt", &attempt, .uint32)
    }
}

/// What `PodSandboxStatus` answers; the same as `crictl inspectp`.
public struct PodSandboxStatusResponse: ProtobufMessage {
    public var status: PodSandboxStatus?
    /// With `verbose`: containerd and CRI-O put one JSON text under `info` (the process, the namespaces, the sandbox's
    /// configuration).
    public var info: [String: String] = [:]
    public init() {}

    public mutating func visit<V: FieldVisitor>(_ visitor: inout V) throws(V.Failure) {
        try visitor.optional(1, "status", &status)
        try visitor.info(2, "info", &info, spread: false)
    }
}

/// A sandbox's state, addresses and namespaces.
public struct PodSandboxStatus: ProtobufMessage {
    public var id = ""
    public var metadata = PodSandboxMetadata()
    public var state = PodSandboxState.ready
    /// Nanoseconds since the epoch.
    public var createdAt = 0
    public var network: PodSandboxNetworkStatus?
    public var linux: LinuxPodSandboxStatus?
    public var labels: [String: String] = [:]
    public var annotations: [String: String] = [:]
    public var runtimeHandler = ""
    public init() {}

    public mutating func visit<V: FieldVisitor>(_ visitor: inout V) throws(V.Failure) {
        try visitor.text(1, "id", &id)
        try visitor.message(2, "metadata", &metadata)
        try visitor.enumeration(3, "state", &state)
        try visitor.time(4, "createdAt", &createdAt)
        try visitor.optional(5, "network", &network)
        try visitor.optional(6, "linux", &linux)
        try visitor.map(7, "labels", &labels)
        try visitor.map(8, "annotations", &annotations)
        try visitor.text(9, "runtimeHandler", &runtimeHandler)
    }
}

/// The sandbox's addresses. Both are empty for a pod on the node's own network.
public struct PodSandboxNetworkStatus: ProtobufMessage {
    public var ip = ""
    public var additionalIps: [PodIP] = []
    public init() {}

    public mutating func visit<V: FieldVisitor>(_ visitor: inout V) throws(V.Failure) {
        try visitor.text(1, "ip", &ip)
        try visitor.messages(2, "additionalIps", &additionalIps)
    }
}

/// One more address of a sandbox, of the other family.
public struct PodIP: ProtobufMessage {
    public var ip = ""
    public init() {}

    public mutating func visit<V: FieldVisitor>(_ visitor: inout V) throws(V.Failure) {
        try visitor.text(1, "ip", &ip)
    }
}

/// What is Linux' own in a sandbox's status.
public struct LinuxPodSandboxStatus: ProtobufMessage {
    public var namespaces: Namespace?
    public init() {}

    public mutating func visit<V: FieldVisitor>(_ visitor: inout V) throws(V.Failure) {
        try visitor.optional(1, "namespaces", &namespaces)
    }
}

/// The sandbox's namespaces.
public struct Namespace: ProtobufMessage {
    public var options: NamespaceOption?
    public init() {}

    public mutating func visit<V: FieldVisitor>(_ visitor: inout V) throws(V.Failure) {
        try visitor.optional(2, "options", &options)
    }
}

/// Which namespaces are shared with whom. `network` is `node` for a pod with hostNetwork.
public struct NamespaceOption: ProtobufMessage {
    public var network = NamespaceMode.pod
    public var pid = NamespaceMode.pod
    public var ipc = NamespaceMode.pod
    public var targetId = ""
    public init() {}

    public mutating func visit<V: FieldVisitor>(_ visitor: inout V) throws(V.Failure) {
        try visitor.enumeration(1, "network", &network)
        try visitor.enumeration(2, "pid", &pid)
        try visitor.enumeration(3, "ipc", &ipc)
        try visitor.text(4, "targetId", &targetId)
    }
}
