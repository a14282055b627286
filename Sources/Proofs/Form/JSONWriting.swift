import YAML

/// What a YAML file says, as JSON.
package enum JSONWriting {
    /// A value; `"true"` stays a text.
    package static func value(_ node: YAMLNode) -> String {
        switch node.content {
        case .null: "null"
        case .sequence(let items): "[" + items.map(value).joined(separator: ",") + "]"
        case .mapping(let entries):
            "{" + entries.map { "\(text($0.key.name)):\(value($0.value))" }.joined(separator: ",") + "}"
        case .scalar(let scalar, _):
            switch node.value {
            case .bool(let flag): flag ? "true" : "false"
            case .int(let number): "\(number)"
            case .float(let number): "\(number)"
            default: text(scalar)
            }
        }
    }

    /// A text in quotes.
    package static func text(_ text: String) -> String {
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\t": out += "\\t"
            case _ where scalar.value < 0x20: out += "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out + "\""
    }
}
