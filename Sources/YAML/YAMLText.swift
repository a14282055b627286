import Text

/// Writes configuration values as YAML. libyaml's emitter drops comments, and a generated file without its reasons is half a file.
public enum YAMLText {
    /// One document, without `---`.
    public static func document(_ entries: [ConfigEntry]) -> String {
        var out = ""
        write(entries, indent: 0, into: &out)
        return out
    }

    /// Several documents, `---` between them.
    public static func documents(_ documents: [[ConfigEntry]]) -> String { documents.map(document).joined(separator: "---\n") }

    private static func write(_ entries: [ConfigEntry], indent: Int, into out: inout String) {
        let margin = String(repeating: " ", count: indent)
        for entry in entries {
            if let comment = entry.comment {
                for line in WrappedText.lines(comment, width: 100 - indent) { out += "\(margin)# \(line)\n" }
            }
            out += "\(margin)\(YAMLScalar.quoted(entry.key)):"
            write(entry.value, indent: indent, into: &out)
        }
    }

    /// The rest of a line after `key:`, and the lines below it.
    private static func write(_ value: ConfigValue, indent: Int, into out: inout String) {
        switch value {
        case .map(let entries) where !entries.isEmpty:
            out += "\n"
            write(entries, indent: indent + 2, into: &out)
        case .list(let values) where !values.isEmpty:
            out += "\n"
            for value in values { item(value, indent: indent + 2, into: &out) }
        case .block(let text): block(text, indent: indent + 2, into: &out)
        default: out += " \(scalar(value))\n"
        }
    }

    private static func item(_ value: ConfigValue, indent: Int, into out: inout String) {
        let margin = String(repeating: " ", count: indent)
        switch value {
        case .map(let entries) where !entries.isEmpty:
            var lines = ""
            write(entries, indent: indent + 2, into: &lines)
            if entries[0].comment != nil {
                out += "\(margin)-\n\(lines)"
            } else {
                out += "\(margin)- \(lines.dropFirst(indent + 2))"
            }
        case .list(let values) where !values.isEmpty:
            out += "\(margin)-\n"
            for value in values { item(value, indent: indent + 2, into: &out) }
        case .block(let text):
            out += "\(margin)-"
            block(text, indent: indent + 2, into: &out)
        default: out += "\(margin)- \(scalar(value))\n"
        }
    }

    private static func block(_ text: String, indent: Int, into out: inout String) {
        let margin = String(repeating: " ", count: indent)
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let endsLine = lines.last?.isEmpty == true
        if endsLine { lines.removeLast() }
        // A first line that begins with a blank would be taken for the block's indentation.
        let hint = lines.first?.first == " " ? "2" : ""
        out += " |\(hint)\(endsLine ? "" : "-")\n"
        for line in lines { out += line.isEmpty ? "\n" : "\(margin)\(line)\n" }
    }

    private static func scalar(_ value: ConfigValue) -> String {
        switch value {
        case .text(let text), .block(let text): YAMLScalar.quoted(text)
        case .integer(let number): String(number)
        case .number(let text): text
        case .flag(let flag): flag ? "true" : "false"
        case .null: "null"
        case .list: "[]"
        case .map: "{}"
        }
    }
}
