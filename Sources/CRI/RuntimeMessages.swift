// Field numbers and names here and in the files beside it: k8s.io/cri-api, pkg/apis/runtime/v1/api.proto, read at commit 791729b (July 2026).

/// What `Version` answers: the runtime's name and version.
public struct VersionResponse: ProtobufMessage {
    /// The version of the kubelet's runtime API, `0.1.0`.
    public var version = ""
    /// `containerd`, `cri-o`.
    public var runtimeName = ""
    /// As the runtime writes it: `v1.7.24`, `1.6.20~ds1`.
    public var runtimeVersion = ""
    /// `v1`, or `v1alpha2`.
    public var runtimeApiVersion = ""
    public init() {}

    public mutating func visit<V: FieldVisitor>(_ visitor: inout V) throws(V.Failure) {
        try visitor.text(1, "version", &version)
        try visitor.text(2, "runtimeName", &runtimeName)
        try visitor.text(3, "runtimeVersion", &runtimeVersion)
        try visitor.text(4, "runtimeApiVersion", &runtimeApiVersion)
    }
}

/// What `Status` answers. `crictl info` is the same with the info map's entries laid beside the fields.
public struct StatusResponse: ProtobufMessage {
    /// The conditions; nil where the runtime sent none.
    public var status: RuntimeStatus?
    /// With `verbose`: what the runtime adds, mostly JSON as text. containerd: `config` (the effective CRI configuration),
    /// `cniconfig`, `golang`, `lastCNILoadStatus`.
    public var info: [String: String] = [:]
    public var runtimeHandlers: [RuntimeHandler] = []
    public var features: RuntimeFeatures?
    public init() {}

    public mutating func visit<V: FieldVisitor>(_ visitor: inout V) throws(V.Failure) {
        try visitor.optional(1, "status", &status)
        try visitor.messages(3, "runtimeHandlers", &runtimeHandlers)
        try visitor.optional(4, "features", &features)
        try visitor.info(2, "info", &info, spread: true)
    }
}

/// The runtime's conditions.
public struct RuntimeStatus: ProtobufMessage {
    public var conditions: [RuntimeCondition] = []
    public init() {}

    public mutating func visit<V: FieldVisitor>(_ visitor: inout V) throws(V.Failure) {
        try visitor.messages(1, "conditions", &conditions)
    }
}

/// One condition: `RuntimeReady` and `NetworkReady` are required of every runtime.
public struct RuntimeCondition: ProtobufMessage {
    public var type = ""
    public var status = false
    /// One word, for a machine: `NetworkPluginNotReady`.
    public var reason = ""
    /// For a person.
    public var message = ""
    public init() {}

    public mutating func visit<V: FieldVisitor>(_ visitor: inout V) throws(V.Failure) {
        try visitor.text(1, "type", &type)
        try visitor.flag(2, "status", &status)
        try visitor.text(3, "reason", &reason)
        try visitor.text(4, "message", &message)
    }
}

/// A runtime handler that a RuntimeClass can name; the default one has no name.
public struct RuntimeHandler: ProtobufMessage {
    public var name = ""
    public var features: RuntimeHandlerFeatures?
    public init() {}

    public mutating func visit<V: FieldVisitor>(_ visitor: inout V) throws(V.Failure) {
        try visitor.text(1, "name", &name)
        try visitor.optional(2, "features", &features)
    }
}

/// What a runtime handler can do.
public struct RuntimeHandlerFeatures: ProtobufMessage {
    public var recursiveReadOnlyMounts = false
    public var userNamespaces = false
    public init() {}

    public mutating func visit<V: FieldVisitor>(_ visitor: inout V) throws(V.Failure) {
        try visitor.flag(1, "recursiveReadOnlyMounts", &recursiveReadOnlyMounts)
        try visitor.flag(2, "userNamespaces", &userNamespaces)
    }
}

/// What the runtime can do whatever the handler.
public struct RuntimeFeatures: ProtobufMessage {
    public var supplementalGroupsPolicy = false
    public var userNamespacesHostNetwork = false
    public init() {}

    public mutating func visit<V: FieldVisitor>(_ visitor: inout V) throws(V.Failure) {
        try visitor.flag(1, "supplementalGroupsPolicy", &supplementalGroupsPolicy)
        try visitor.flag(2, "userNamespacesHostNetwork", &userNamespacesHostNetwork)
    }
}

/// What `RuntimeConfig` answers (since CRI of Kubernetes 1.28; older runtimes answer UNIMPLEMENTED).
public struct RuntimeConfigResponse: ProtobufMessage {
    /// Nil where the runtime says nothing of Linux: then the driver is not known, not systemd.
    public var linux: LinuxRuntimeConfiguration?
    public init() {}

    public mutating func visit<V: FieldVisitor>(_ visitor: inout V) throws(V.Failure) {
        try visitor.optional(1, "linux", &linux)
    }
}

/// The runtime's settings that the kubelet follows.
public struct LinuxRuntimeConfiguration: ProtobufMessage {
    public var cgroupDriver = CgroupDriver.systemd
    public init() {}

    public mutating func visit<V: FieldVisitor>(_ visitor: inout V) throws(V.Failure) {
        try visitor.enumeration(1, "cgroupDriver", &cgroupDriver)
    }
}
