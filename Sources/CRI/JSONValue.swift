/// Any JSON value, kept to be written again as text.
package enum JSONValue: Decodable, Sendable {
    case null
    case flag(Bool)
    case integer(Int)
    case number(Double)
    case text(String)
    case list([JSONValue])
    case object([String: JSONValue])

    package init(from decoder: any Decoder) throws {
        if let keyed = try? decoder.container(keyedBy: JSONKey.self) {
            var entries: [String: JSONValue] = [:]
            for key in keyed.allKeys { entries[key.stringValue] = try keyed.decode(JSONValue.self, forKey: key) }
            self = .object(entries)
            return
        }
        if var unkeyed = try? decoder.unkeyedContainer() {
            var elements: [JSONValue] = []
            while !unkeyed.isAtEnd { elements.append(try unkeyed.decode(JSONValue.self)) }
            self = .list(elements)
            return
        }
        let single = try decoder.singleValueContainer()
        if single.decodeNil() {
            self = .null
        } else if let text = try? single.decode(String.self) {
            self = .text(text)
        } else if let flag = try? single.decode(Bool.self) {
            self = .flag(flag)
        } else if let integer = try? single.decode(Int.self) {
            self = .integer(integer)
        } else {
            self = .number(try single.decode(Double.self))
        }
    }

    /// The value under a key; `null` where there is none.
    package subscript(key: String) -> JSONValue {
        if case .object(let entries) = self { entries[key] ?? .null } else { .null }
    }

    /// A text's letters; nil of anything else.
    package var text: String? {
        if case .text(let text) = self { text } else { nil }
    }

    /// A whole number; nil of anything else.
    package var int: Int? {
        if case .integer(let integer) = self { integer } else { nil }
    }

    /// The elements of a list; nil of anything else.
    package var elements: [JSONValue]? {
        if case .list(let elements) = self { elements } else { nil }
    }

    /// Whether it is more than `null`.
    package var isThere: Bool {
        if case .null = self { false } else { true }
    }

    var isText: Bool {
        if case .text = self { true } else { false }
    }

    /// A text as it is; anything else as JSON.
    var plain: String {
        if case .text(let text) = self { text } else { json }
    }

    /// JSON without spaces, keys sorted.
    package var json: String {
        switch self {
        case .null: "null"
        case .flag(let flag): flag ? "true" : "false"
        case .integer(let integer): "\(integer)"
        case .number(let number): "\(number)"
        case .text(let text): JSONValue.quoted(text)
        case .list(let elements): "[" + elements.map(\.json).joined(separator: ",") + "]"
        case .object(let entries):
            "{"
                + entries.sorted { $0.key < $1.key }.map { JSONValue.quoted($0.key) + ":" + $0.value.json }.joined(separator: ",")
                + "}"
        }
    }

    private static func quoted(_ text: String) -> String {
        let hexadecimal = Array("0123456789abcdef".utf8)
        var bytes: [UInt8] = [34]
        for byte in text.utf8 {
            switch byte {
            case 34, 92: bytes += [92, byte]
            case 10: bytes += [92, 110]
            case 9: bytes += [92, 116]
            case 13: bytes += [92, 114]
            case 0..<32: bytes += [92, 117, 48, 48, hexadecimal[Int(byte >> 4)], hexadecimal[Int(byte & 15)]]
            default: bytes.append(byte)
            }
        }
        bytes.append(34)
        return String(decoding: bytes, as: UTF8.self)
    }
}
