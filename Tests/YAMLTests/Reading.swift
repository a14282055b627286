import Testing
import YAML

/// The one document of a text.
func yaml(_ text: String) throws -> YAMLNode {
    let documents = try YAMLDocument.parse(Array(text.utf8), file: "x.yaml")
    return try #require(documents.count == 1 ? documents[0] : nil)
}

/// The error that a text gives; nil, and a failed test, where it gives none.
func problem(_ bytes: [UInt8], limits: YAMLDocument.Limits = .init()) -> YAMLError? {
    do throws(YAMLError) {
        _ = try YAMLDocument.read(bytes, file: "x.yaml", limits: limits)
        Issue.record("the text was read: \(String(decoding: bytes.prefix(80), as: UTF8.self))")
        return nil
    } catch {
        return error
    }
}

func problem(_ text: String, limits: YAMLDocument.Limits = .init()) -> YAMLError? { problem(Array(text.utf8), limits: limits) }

/// The bytes between two marks.
func slice(_ text: String, _ node: YAMLNode?) -> String? {
    node.map { String(decoding: Array(text.utf8)[$0.start.offset..<$0.end.offset], as: UTF8.self) }
}
