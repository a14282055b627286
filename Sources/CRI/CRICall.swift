/// A question to the runtime, which is its request message.
public protocol CRICall: ProtobufMessage {
    associatedtype Reply: ProtobufMessage
    /// The gRPC path: `/runtime.v1.RuntimeService/Version`.
    static var method: String { get }
    /// Names the call and its parameters in a recorded node; never changes: `ContainerStatus 3f2a`.
    var key: String { get }
}

extension CRICall {
    /// The method's last part, which is the whole key of a call without parameters.
    public static var name: String { String(method[method.index(after: method.lastIndex(of: "/") ?? method.startIndex)...]) }
    public var key: String { Self.name }
}

/// The runtime's name and version.
public struct VersionRequest: CRICall {
    public typealias Reply = VersionResponse
    public static let method = "/runtime.v1.RuntimeService/Version"
    public init() {}
    public mutating func visit<V: FieldVisitor>(_ visitor: inout V) throws(V.Failure) {}
}

/// The same asked in the API before v1, which Kubernetes dropped in 1.26: to tell a runtime that is too old from one without CRI.
public struct VersionV1Alpha2Request: CRICall {
    public typealias Reply = VersionResponse
    public static let method = "/runtime.v1alpha2.RuntimeService/Version"
    public var key: String { "Version v1alpha2" }
    public init() {}
    public mutating func visit<V: FieldVisitor>(_ visitor: inout V) throws(V.Failure) {}
}

/// The runtime's conditions and, with `verbose`, its effective configuration.
public struct StatusRequest: CRICall {
    public typealias Reply = StatusResponse
    public static let method = "/runtime.v1.RuntimeService/Status"
    public var verbose = false
    public var key: String { verbose ? "Status verbose" : "Status" }
    public init() {}
    public init(verbose: Bool) { self.verbose = verbose }
    public mutating func visit<V: FieldVisitor>(_ visitor: inout V) throws(V.Failure) {
        try visitor.flag(1, "verbose", &verbose)
    }
}

/// The cgroup driver.
public struct RuntimeConfigRequest: CRICall {
    public typealias Reply = RuntimeConfigResponse
    public static let method = "/runtime.v1.RuntimeService/RuntimeConfig"
    public init() {}
    public mutating func visit<V: FieldVisitor>(_ visitor: inout V) throws(V.Failure) {}
}

/// All pods' sandboxes.
public struct ListPodSandboxRequest: CRICall {
    public typealias Reply = ListPodSandboxResponse
    public static let method = "/runtime.v1.RuntimeService/ListPodSandbox"
    public init() {}
    public mutating func visit<V: FieldVisitor>(_ visitor: inout V) throws(V.Failure) {}
}

/// One sandbox, by its id or a beginning of it that no other has.
public struct PodSandboxStatusRequest: CRICall {
    public typealias Reply = PodSandboxStatusResponse
    public static let method = "/runtime.v1.RuntimeService/PodSandboxStatus"
    public var podSandboxId = ""
    public var verbose = false
    public var key: String { "PodSandboxStatus \(podSandboxId)" + (verbose ? " verbose" : "") }
    public init() {}
    public init(podSandboxId: String, verbose: Bool = false) { (self.podSandboxId, self.verbose) = (podSandboxId, verbose) }
    public mutating func visit<V: FieldVisitor>(_ visitor: inout V) throws(V.Failure) {
        try visitor.text(1, "podSandboxId", &podSandboxId)
        try visitor.flag(2, "verbose", &verbose)
    }
}

/// All containers, exited ones included.
public struct ListContainersRequest: CRICall {
    public typealias Reply = ListContainersResponse
    public static let method = "/runtime.v1.RuntimeService/ListContainers"
    public init() {}
    public mutating func visit<V: FieldVisitor>(_ visitor: inout V) throws(V.Failure) {}
}

/// One container, by its id or a beginning of it that no other has.
public struct ContainerStatusRequest: CRICall {
    public typealias Reply = ContainerStatusResponse
    public static let method = "/runtime.v1.RuntimeService/ContainerStatus"
    public var containerId = ""
    public var verbose = false
    public var key: String { "ContainerStatus \(containerId)" + (verbose ? " verbose" : "") }
    public init() {}
    public init(containerId: String, verbose: Bool = false) { (self.containerId, self.verbose) = (containerId, verbose) }
    public mutating func visit<V: FieldVisitor>(_ visitor: inout V) throws(V.Failure) {
        try visitor.text(1, "containerId", &containerId)
        try visitor.flag(2, "verbose", &verbose)
    }
}

/// All images.
public struct ListImagesRequest: CRICall {
    public typealias Reply = ListImagesResponse
    public static let method = "/runtime.v1.ImageService/ListImages"
    public init() {}
    public mutating func visit<V: FieldVisitor>(_ visitor: inout V) throws(V.Failure) {}
}
