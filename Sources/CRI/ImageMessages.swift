/// What `ListImages` answers; the same as `crictl images -o json`.
public struct ListImagesResponse: ProtobufMessage {
    public var images: [Image] = []
    public init() {}

    public mutating func visit<V: FieldVisitor>(_ visitor: inout V) throws(V.Failure) {
        try visitor.messages(1, "images", &images)
    }
}

/// An image that the runtime holds.
public struct Image: ProtobufMessage {
    public var id = ""
    /// `registry.k8s.io/pause:3.10`; empty for an image whose tag moved on.
    public var repoTags: [String] = []
    public var repoDigests: [String] = []
    /// Bytes.
    public var size = 0
    /// The user the image asks for, by number.
    public var uid: Int64Value?
    /// The user the image asks for, by name.
    public var username = ""
    public var spec: ImageSpec?
    /// Never taken by garbage collection, as the pause image should be.
    public var pinned = false
    public init() {}

    public mutating func visit<V: FieldVisitor>(_ visitor: inout V) throws(V.Failure) {
        try visitor.text(1, "id", &id)
        try visitor.texts(2, "repoTags", &repoTags)
        try visitor.texts(3, "repoDigests", &repoDigests)
        try visitor.integer(4, "size", &size, .uint64)
        try visitor.optional(5, "uid", &uid)
        try visitor.text(6, "username", &username)
        try visitor.optional(7, "spec", &spec)
        try visitor.flag(8, "pinned", &pinned)
    }
}

/// A number that may be absent.
public struct Int64Value: ProtobufMessage {
    public var value = 0
    public init() {}

    public mutating func visit<V: FieldVisitor>(_ visitor: inout V) throws(V.Failure) {
        try visitor.integer(1, "value", &value, .int64)
    }
}
