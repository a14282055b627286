import Text

/// Permission bits as people write them: `0644`, a text in JSON.
public struct FileMode: Sendable, Equatable {
    public var bits: UInt16

    public init(bits: UInt16) { self.bits = bits }

    /// Reads `644` and `0644`; nil for anything else.
    public init?(_ text: some StringProtocol) {
        guard (3...5).contains(text.utf8.count), let bits = Octal.number(text), bits <= 0o7777 else { return nil }
        self.bits = UInt16(bits)
    }

    /// `0644`.
    public var text: String { Octal.mode(bits) }
    /// Whether only the owner may do anything.
    public var isPrivate: Bool { bits & 0o077 == 0 }
}

extension FileMode: Codable {
    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let mode = FileMode(text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "\"\(text)\" is no mode such as \"0644\"."))
        }
        self = mode
    }

    public func encode(to encoder: any Encoder) throws {
        var box = encoder.singleValueContainer()
        try box.encode(text)
    }
}
