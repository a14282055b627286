import FoundationEssentials

/// Every parser that reads what others wrote.
enum Parsers {
    static let texts: [Parser] = [
        yaml, toml, json, kubeconfig, knowledge, patterns, explain, journal, listings, structuredEdits, lineEdits,
    ]
    static let bytes: [Parser] = [protobuf, http2, archives, certificates, http, redaction]

    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// A file of the repository.
    static func file(_ path: String, longest: Int = 8 << 10) -> [UInt8] {
        guard let data = try? Data(contentsOf: root.appending(path: path)) else { preconditionFailure("no file \(path)") }
        return Array(data.prefix(longest))
    }

    /// A file of the healthy recorded control-plane node.
    static func node(_ path: String, longest: Int = 8 << 10) -> [UInt8] {
        file("Tests/Nodes/control-plane-1.36/\(path)", longest: longest)
    }

    /// Texts as bytes.
    static func texts(_ texts: String...) -> [[UInt8]] { texts.map { Array($0.utf8) } }
}
