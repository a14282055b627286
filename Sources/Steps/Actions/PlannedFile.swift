/// A file that a plan writes.
public struct PlannedFile: Sendable, Equatable {
    /// Absolute on a machine; relative to the output folder for a document.
    public var path: String
    /// Permission bits, such as 0o644.
    public var mode: UInt16
    public var content: String { didSet { placeholders = Placeholder.standing(in: content) } }
    /// Whether a file that is there already stays as it is: it holds a secret that other things depend on.
    public var keepsExisting: Bool
    /// What is made only when the plan is applied and stands in the content as `@@NAME@@`; such a file is for root alone.
    public private(set) var placeholders: [Placeholder]
    /// Whether a value of it lives hours only.
    public var isFleeting: Bool { placeholders.contains { !$0.stays } }

    public init(_ path: String, mode: UInt16 = 0o644, keepsExisting: Bool = false, _ content: String) {
        self.path = path
        self.mode = mode
        self.keepsExisting = keepsExisting
        self.content = content
        placeholders = Placeholder.standing(in: content)
    }
}

extension PlannedFile: Codable {
    private enum Key: String, CodingKey { case path, mode, content, keepsExisting }

    public init(from decoder: any Decoder) throws {
        let box = try decoder.container(keyedBy: Key.self)
        self.init(
            try box.decode(String.self, forKey: .path), mode: try box.decode(FileMode.self, forKey: .mode).bits,
            keepsExisting: try box.decodeIfPresent(Bool.self, forKey: .keepsExisting) ?? false,
            try box.decode(String.self, forKey: .content))
    }

    public func encode(to encoder: any Encoder) throws {
        var box = encoder.container(keyedBy: Key.self)
        try box.encode(path, forKey: .path)
        try box.encode(FileMode(bits: mode), forKey: .mode)
        if keepsExisting { try box.encode(true, forKey: .keepsExisting) }
        try box.encode(content, forKey: .content)
    }
}
