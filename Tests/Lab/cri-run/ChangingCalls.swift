import CRI

// The calls that change something, which drydock itself never makes. Field numbers: k8s.io/cri-api, pkg/apis/runtime/v1/api.proto.

/// An answer or a part of a request that holds one id.
struct Identified: ProtobufMessage {
    var id = ""
    init() {}
    mutating func visit<V: FieldVisitor>(_ visitor: inout V) throws(V.Failure) {
        try visitor.text(1, "id", &id)
    }
}

struct Nothing: ProtobufMessage {
    init() {}
    mutating func visit<V: FieldVisitor>(_ visitor: inout V) throws(V.Failure) {}
}

struct RunPodSandbox: CRICall {
    typealias Reply = Identified
    static let method = "/runtime.v1.RuntimeService/RunPodSandbox"
    var config = PodSandboxConfig()
    init() {}
    mutating func visit<V: FieldVisitor>(_ visitor: inout V) throws(V.Failure) {
        try visitor.message(1, "config", &config)
    }
}

struct PodSandboxConfig: ProtobufMessage {
    var metadata = PodSandboxMetadata()
    var hostname = ""
    var logDirectory = ""
    var labels: [String: String] = [:]
    var annotations: [String: String] = [:]
    var linux = LinuxSandboxConfig()
    init() {}
    mutating func visit<V: FieldVisitor>(_ visitor: inout V) throws(V.Failure) {
        try visitor.message(1, "metadata", &metadata)
        try visitor.text(2, "hostname", &hostname)
        try visitor.text(3, "logDirectory", &logDirectory)
        try visitor.map(6, "labels", &labels)
        try visitor.map(7, "annotations", &annotations)
        try visitor.message(8, "linux", &linux)
    }
}

/// LinuxPodSandboxConfig.
struct LinuxSandboxConfig: ProtobufMessage {
    /// The pod's cgroup as the kubelet names it; the runtime's driver wants one where systemd makes the cgroups.
    var cgroupParent = ""
    var security = SandboxSecurity()
    init() {}
    mutating func visit<V: FieldVisitor>(_ visitor: inout V) throws(V.Failure) {
        try visitor.text(1, "cgroupParent", &cgroupParent)
        try visitor.message(2, "securityContext", &security)
    }
}

/// LinuxContainerConfig.
struct LinuxContainerConfig: ProtobufMessage {
    var resources: LinuxContainerResources?
    var security = ContainerSecurity()
    init() {}
    mutating func visit<V: FieldVisitor>(_ visitor: inout V) throws(V.Failure) {
        try visitor.optional(1, "resources", &resources)
        try visitor.message(2, "securityContext", &security)
    }
}

struct SandboxSecurity: ProtobufMessage {
    var namespaces = NamespaceOption()
    init() {}
    mutating func visit<V: FieldVisitor>(_ visitor: inout V) throws(V.Failure) {
        try visitor.message(1, "namespaceOptions", &namespaces)
    }
}

struct ContainerSecurity: ProtobufMessage {
    var namespaces = NamespaceOption()
    init() {}
    mutating func visit<V: FieldVisitor>(_ visitor: inout V) throws(V.Failure) {
        try visitor.message(3, "namespaceOptions", &namespaces)
    }
}

struct CreateContainer: CRICall {
    typealias Reply = Identified
    static let method = "/runtime.v1.RuntimeService/CreateContainer"
    var podSandboxId = ""
    var config = ContainerConfig()
    var sandbox = PodSandboxConfig()
    init() {}
    mutating func visit<V: FieldVisitor>(_ visitor: inout V) throws(V.Failure) {
        try visitor.text(1, "podSandboxId", &podSandboxId)
        try visitor.message(2, "config", &config)
        try visitor.message(3, "sandboxConfig", &sandbox)
    }
}

struct ContainerConfig: ProtobufMessage {
    var metadata = ContainerMetadata()
    var image = ImageSpec()
    var command: [String] = []
    var labels: [String: String] = [:]
    var annotations: [String: String] = [:]
    /// Relative to the sandbox's log directory.
    var logPath = ""
    var linux = LinuxContainerConfig()
    init() {}
    mutating func visit<V: FieldVisitor>(_ visitor: inout V) throws(V.Failure) {
        try visitor.message(1, "metadata", &metadata)
        try visitor.message(2, "image", &image)
        try visitor.texts(3, "command", &command)
        try visitor.map(9, "labels", &labels)
        try visitor.map(10, "annotations", &annotations)
        try visitor.text(11, "logPath", &logPath)
        try visitor.message(15, "linux", &linux)
    }
}

/// A call that takes an id and answers nothing.
protocol CallByID: CRICall where Reply == Nothing {
    var id: String { get set }
}

extension CallByID {
    init(_ id: String) {
        self.init()
        self.id = id
    }

    mutating func visit<V: FieldVisitor>(_ visitor: inout V) throws(V.Failure) {
        try visitor.text(1, "id", &id)
    }
}

struct StartContainer: CallByID {
    static let method = "/runtime.v1.RuntimeService/StartContainer"
    var id = ""
}

/// Kills at once: the time to end in peace (field 2) is left at 0.
struct StopContainer: CallByID {
    static let method = "/runtime.v1.RuntimeService/StopContainer"
    var id = ""
}

struct RemoveContainer: CallByID {
    static let method = "/runtime.v1.RuntimeService/RemoveContainer"
    var id = ""
}

struct StopPodSandbox: CallByID {
    static let method = "/runtime.v1.RuntimeService/StopPodSandbox"
    var id = ""
}

struct RemovePodSandbox: CallByID {
    static let method = "/runtime.v1.RuntimeService/RemovePodSandbox"
    var id = ""
}
