/// Reads YAML streams: files that people wrote, so of any content, and within limits.
public enum YAMLDocument {
    /// What a file may cost.
    ///
    /// A file beyond a limit is refused with an error that names the limit.
    public struct Limits: Sendable {
        /// The file's size in bytes.
        public var bytes = 8 << 20
        /// How deep collections may stand in each other.
        public var depth = 100
        /// How many values all documents may hold, with those that aliases bring in.
        public var nodes = 1_000_000
        /// How many values aliases and `<<` may bring in.
        public var aliasedNodes = 100_000

        public init() {}
    }

    /// What to do with a key that stands twice in a mapping.
    public enum DuplicateKeys: Sendable {
        /// It is an error with both lines, as the kubelet's and kubeadm's strict decoding has it.
        case refused
        /// The later one holds, as lenient decoding has it; each is listed in `Stream.duplicateKeys`.
        case recorded
    }

    /// Everything that a file holds.
    public struct Stream: Sendable {
        /// The documents in order.
        ///
        /// An empty file, or one of comments, has none; an empty document between two `---` is null.
        public var documents: [YAMLNode]
        /// The keys that stand twice, where that was allowed.
        public var duplicateKeys: [YAMLDuplicateKey]
    }

    /// Reads all documents of a file.
    ///
    /// Keys that stand twice in a mapping are an error.
    ///
    /// - Parameter file: the name that errors carry.
    /// - Throws: `YAMLError` where the bytes are no YAML, no UTF-8, or more than the limits allow.
    public static func parse(_ bytes: [UInt8], file: String) throws(YAMLError) -> [YAMLNode] {
        try read(bytes, file: file).documents
    }

    /// Reads all documents of a file, with a choice about keys that stand twice and about limits.
    ///
    /// - Throws: `YAMLError` as `parse` does.
    public static func read(
        _ bytes: [UInt8], file: String, duplicateKeys: DuplicateKeys = .refused, limits: Limits = Limits()
    ) throws(YAMLError) -> Stream {
        let source = try YAMLSource(bytes, file: file, limits: limits)
        var composer = try YAMLComposer(source, duplicateKeys: duplicateKeys, limits: limits)
        return try composer.stream()
    }
}
