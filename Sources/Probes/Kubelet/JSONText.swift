import YAML

/// JSON that programs wrote, read with the YAML reader: every JSON document of the API and of etcd is one of YAML's too.
enum JSONText {
    /// The document; nil where it is none.
    static func parse(_ bytes: [UInt8]) -> YAMLNode? {
        (try? YAMLDocument.parse(bytes, file: "json"))?.first
    }

    /// A text on the first level.
    static func string(_ name: String, in text: String) -> String? { parse(Array(text.utf8))?[name]?.text }
}
