@testable import CRI

/// What `ImageFsInfo` answers: what images, and since Kubernetes 1.29's CRI containers, take on disk.
struct ImageFsInfoResponse: ProtobufMessage {
    var imageFilesystems: [FilesystemUsage] = []
    var containerFilesystems: [FilesystemUsage] = []
    init() {}

    mutating func visit<V: FieldVisitor>(_ visitor: inout V) throws(V.Failure) {
        try visitor.messages(1, "imageFilesystems", &imageFilesystems)
        try visitor.messages(2, "containerFilesystems", &containerFilesystems)
    }
}

/// What one filesystem holds for the runtime.
struct FilesystemUsage: ProtobufMessage {
    /// Nanoseconds since the epoch: when it was measured.
    var timestamp = 0
    var fsId = FilesystemIdentifier()
    /// Bytes; nil where not measured.
    var usedBytes: UInt64Value?
    var inodesUsed: UInt64Value?
    init() {}

    mutating func visit<V: FieldVisitor>(_ visitor: inout V) throws(V.Failure) {
        try visitor.time(1, "timestamp", &timestamp)
        try visitor.message(2, "fsId", &fsId)
        try visitor.optional(3, "usedBytes", &usedBytes)
        try visitor.optional(4, "inodesUsed", &inodesUsed)
    }
}

/// A filesystem by a path on it.
struct FilesystemIdentifier: ProtobufMessage {
    var mountpoint = ""
    init() {}

    mutating func visit<V: FieldVisitor>(_ visitor: inout V) throws(V.Failure) {
        try visitor.text(1, "mountpoint", &mountpoint)
    }
}

/// A number without sign that may be absent.
struct UInt64Value: ProtobufMessage {
    var value = 0
    init() {}

    mutating func visit<V: FieldVisitor>(_ visitor: inout V) throws(V.Failure) {
        try visitor.integer(1, "value", &value, .uint64)
    }
}
