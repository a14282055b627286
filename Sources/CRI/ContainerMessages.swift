/// What `ListContainers` answers, exited ones included; the same as `crictl ps -a -o json`.
public struct ListContainersResponse: ProtobufMessage {
    public var containers: [Container] = []
    public init() {}

    public mutating func visit<V: FieldVisitor>(_ visitor: inout V) throws(V.Failure) {
        try visitor.messages(1, "containers", &containers)
    }
}

/// A container as a list shows it.
public struct Container: ProtobufMessage {
    public var id = ""
    public var podSandboxId = ""
    public var metadata = ContainerMetadata()
    public var image = ImageSpec()
    /// The image that runs, mostly by its digest.
    public var imageRef = ""
    public var state = ContainerState.created
    /// Nanoseconds since the epoch.
    public var createdAt = 0
    public var labels: [String: String] = [:]
    public var annotations: [String: String] = [:]
    public var imageId = ""
    public init() {}

    public mutating func visit<V: FieldVisitor>(_ visitor: inout V) throws(V.Failure) {
        try visitor.text(1, "id", &id)
        try visitor.text(2, "podSandboxId", &podSandboxId)
        try visitor.message(3, "metadata", &metadata)
        try visitor.message(4, "image", &image)
        try visitor.text(5, "imageRef", &imageRef)
        try visitor.enumeration(6, "state", &state)
        try visitor.time(7, "createdAt", &createdAt)
        try visitor.map(8, "labels", &labels)
        try visitor.map(9, "annotations", &annotations)
        try visitor.text(10, "imageId", &imageId)
    }
}

/// What a container is called. The kubelet counts `attempt` up at each restart.
public struct ContainerMetadata: ProtobufMessage {
    public var name = ""
    public var attempt = 0
    public init() {}

    public mutating func visit<V: FieldVisitor>(_ visitor: inout V) throws(V.Failure) {
        try visitor.text(1, "name", &name)
        try visitor.integer(2, "attempt", &attempt, .uint32)
    }
}

/// An image as a pod or the runtime names it.
public struct ImageSpec: ProtobufMessage {
    public var image = ""
    public var annotations: [String: String] = [:]
    /// As the pod's author wrote it.
    public var userSpecifiedImage = ""
    public var runtimeHandler = ""
    public var imageRef = ""
    public init() {}

    public mutating func visit<V: FieldVisitor>(_ visitor: inout V) throws(V.Failure) {
        try visitor.text(1, "image", &image)
        try visitor.map(2, "annotations", &annotations)
        try visitor.text(18, "userSpecifiedImage", &userSpecifiedImage)
        try visitor.text(19, "runtimeHandler", &runtimeHandler)
        try visitor.text(20, "imageRef", &imageRef)
    }
}

/// What `ContainerStatus` answers; the same as `crictl inspect`.
public struct ContainerStatusResponse: ProtobufMessage {
    public var status: ContainerStatus?
    /// With `verbose`: one JSON text under `info` (the process, the OCI configuration).
    public var info: [String: String] = [:]
    public init() {}

    public mutating func visit<V: FieldVisitor>(_ visitor: inout V) throws(V.Failure) {
        try visitor.optional(1, "status", &status)
        try visitor.info(2, "info", &info, spread: false)
    }
}

/// A container's state and how it came to it.
public struct ContainerStatus: ProtobufMessage {
    public var id = ""
    public var metadata = ContainerMetadata()
    public var state = ContainerState.created
    /// Nanoseconds since the epoch, as are the two after it; 0 where it has not happened.
    public var createdAt = 0
    public var startedAt = 0
    public var finishedAt = 0
    /// Over 128: the process died of signal `exitCode - 128`.
    public var exitCode = 0
    public var image = ImageSpec()
    public var imageRef = ""
    /// One word: `Completed`, `Error`, `OOMKilled`.
    public var reason = ""
    /// For a person: why it could not be started, mostly.
    public var message = ""
    public var labels: [String: String] = [:]
    public var annotations: [String: String] = [:]
    public var mounts: [Mount] = []
    /// The log's absolute path.
    public var logPath = ""
    public var resources: ContainerResources?
    public var imageId = ""
    public init() {}

    public mutating func visit<V: FieldVisitor>(_ visitor: inout V) throws(V.Failure) {
        try visitor.text(1, "id", &id)
        try visitor.message(2, "metadata", &metadata)
        try visitor.enumeration(3, "state", &state)
        try visitor.time(4, "createdAt", &createdAt)
        try visitor.time(5, "startedAt", &startedAt)
        try visitor.time(6, "finishedAt", &finishedAt)
        try visitor.integer(7, "exitCode", &exitCode, .int32)
        try visitor.message(8, "image", &image)
        try visitor.text(9, "imageRef", &imageRef)
        try visitor.text(10, "reason", &reason)
        try visitor.text(11, "message", &message)
        try visitor.map(12, "labels", &labels)
        try visitor.map(13, "annotations", &annotations)
        try visitor.messages(14, "mounts", &mounts)
        try visitor.text(15, "logPath", &logPath)
        try visitor.optional(16, "resources", &resources)
        try visitor.text(17, "imageId", &imageId)
    }
}

/// A mount of a container.
public struct Mount: ProtobufMessage {
    public var containerPath = ""
    public var hostPath = ""
    public var readonly = false
    public var selinuxRelabel = false
    public var propagation = MountPropagation.isolated
    public var recursiveReadOnly = false
    public init() {}

    public mutating func visit<V: FieldVisitor>(_ visitor: inout V) throws(V.Failure) {
        try visitor.text(1, "containerPath", &containerPath)
        try visitor.text(2, "hostPath", &hostPath)
        try visitor.flag(3, "readonly", &readonly)
        try visitor.flag(4, "selinuxRelabel", &selinuxRelabel)
        try visitor.enumeration(5, "propagation", &propagation)
        try visitor.flag(8, "recursiveReadOnly", &recursiveReadOnly)
    }
}

/// The limits a container runs under (runtimes since CRI of Kubernetes 1.25 send them).
public struct ContainerResources: ProtobufMessage {
    public var linux: LinuxContainerResources?
    public init() {}

    public mutating func visit<V: FieldVisitor>(_ visitor: inout V) throws(V.Failure) {
        try visitor.optional(1, "linux", &linux)
    }
}

/// A container's cgroup limits; 0 is none.
public struct LinuxContainerResources: ProtobufMessage {
    /// Microseconds.
    public var cpuPeriod = 0
    /// Microseconds of each period.
    public var cpuQuota = 0
    /// Relative weight.
    public var cpuShares = 0
    /// Bytes.
    public var memoryLimitInBytes = 0
    public var oomScoreAdj = 0
    public var cpusetCpus = ""
    public var cpusetMems = ""
    /// cgroup v2's own settings.
    public var unified: [String: String] = [:]
    /// Bytes, memory and swap together.
    public var memorySwapLimitInBytes = 0
    public init() {}

    public mutating func visit<V: FieldVisitor>(_ visitor: inout V) throws(V.Failure) {
        try visitor.integer(1, "cpuPeriod", &cpuPeriod, .int64)
        try visitor.integer(2, "cpuQuota", &cpuQuota, .int64)
        try visitor.integer(3, "cpuShares", &cpuShares, .int64)
        try visitor.integer(4, "memoryLimitInBytes", &memoryLimitInBytes, .int64)
        try visitor.integer(5, "oomScoreAdj", &oomScoreAdj, .int64)
        try visitor.text(6, "cpusetCpus", &cpusetCpus)
        try visitor.text(7, "cpusetMems", &cpusetMems)
        try visitor.map(9, "unified", &unified)
        try visitor.integer(10, "memorySwapLimitInBytes", &memorySwapLimitInBytes, .int64)
    }
}
