/// Reads JSON (RFC 8259) strictly: what Go's reader refuses is refused here, and so is a key that stands twice in one object.
struct JSONReader {
    private let text: SourceText
    private var at: Int
    private static let deepest = 100

    init(_ text: SourceText) {
        self.text = text
        at = text.start
    }

    /// The whole file; null without extent where it holds nothing.
    mutating func document() throws(EditError) -> JSONNode {
        if let bad = (try? UTF8Span(validating: text.bytes.span)) == nil ? text.bytes.firstIndex(where: { $0 >= 0x80 }) : nil {
            throw .unreadable(line: text.line(of: bad), "It is not UTF-8 text.")
        }
        skip()
        guard at < text.bytes.count else { return JSONNode(content: .leaf(.null), range: at..<at) }
        let node = try value(depth: 0)
        skip()
        guard at == text.bytes.count else { throw error("The JSON has ended before; nothing more is expected.") }
        return node
    }

    private func error(_ sentence: String) -> EditError { .unreadable(line: text.line(of: at), sentence) }

    private var byte: UInt8? { at < text.bytes.count ? text.bytes[at] : nil }

    private mutating func skip() {
        while let byte, byte == 32 || byte == 9 || byte == 10 || byte == 13 { at += 1 }
    }

    private mutating func value(depth: Int) throws(EditError) -> JSONNode {
        guard depth <= Self.deepest else { throw error("Values stand more than \(Self.deepest) deep in each other.") }
        let start = at
        switch byte {
        case UInt8(ascii: "{"): return try object(depth)
        case UInt8(ascii: "["): return try list(depth)
        case UInt8(ascii: "\""): return JSONNode(content: .leaf(.text(try string())), range: start..<at)
        default: return JSONNode(content: .leaf(try word()), range: start..<at)
        }
    }

    private mutating func object(_ depth: Int) throws(EditError) -> JSONNode {
        let start = at
        at += 1
        var members: [JSONNode.Member] = []
        var known: [String: Int] = [:]
        skip()
        while byte != UInt8(ascii: "}") {
            if !members.isEmpty {
                guard byte == UInt8(ascii: ",") else { throw error("A comma or \"}\" is expected here.") }
                at += 1
                skip()
            }
            let from = at
            guard byte == UInt8(ascii: "\"") else { throw error("A key in double quotes is expected here.") }
            let key = try string()
            if let line = known[key] {
                throw error("The key \"\(key)\" stands twice in one object, first on line \(line); one is expected.")
            }
            known[key] = text.line(of: from)
            skip()
            guard byte == UInt8(ascii: ":") else { throw error("A colon is expected after the key \"\(key)\".") }
            at += 1
            skip()
            let node = try value(depth: depth + 1)
            members.append(JSONNode.Member(key: key, range: from..<node.range.upperBound, value: node))
            skip()
        }
        at += 1
        return JSONNode(content: .object(members), range: start..<at)
    }

    private mutating func list(_ depth: Int) throws(EditError) -> JSONNode {
        let start = at
        at += 1
        var nodes: [JSONNode] = []
        skip()
        while byte != UInt8(ascii: "]") {
            if !nodes.isEmpty {
                guard byte == UInt8(ascii: ",") else { throw error("A comma or \"]\" is expected here.") }
                at += 1
                skip()
            }
            nodes.append(try value(depth: depth + 1))
            skip()
        }
        at += 1
        return JSONNode(content: .list(nodes), range: start..<at)
    }

    private mutating func string() throws(EditError) -> String {
        let start = at
        at += 1
        var out: [UInt8] = []
        while let byte {
            switch byte {
            case UInt8(ascii: "\""):
                at += 1
                return String(decoding: out, as: UTF8.self)
            case UInt8(ascii: "\\"): try escape(into: &out)
            case 0..<0x20: throw error("A control character stands in a text; it is expected as an escape.")
            default:
                out.append(byte)
                at += 1
            }
        }
        at = start
        throw error("The text that begins here has no closing quote.")
    }

    private mutating func escape(into out: inout [UInt8]) throws(EditError) {
        at += 1
        guard let letter = byte else { throw error("The file ends in a text.") }
        at += 1
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): out.append(letter)
        case UInt8(ascii: "b"): out.append(8)
        case UInt8(ascii: "f"): out.append(12)
        case UInt8(ascii: "n"): out.append(10)
        case UInt8(ascii: "r"): out.append(13)
        case UInt8(ascii: "t"): out.append(9)
        case UInt8(ascii: "u"):
            var code = try hex()
            if (0xD800..<0xDC00).contains(code), text.bytes[at...].starts(with: Array("\\u".utf8)) {
                let before = at
                at += 2
                let low = try hex()
                if (0xDC00..<0xE000).contains(low) {
                    code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
                } else {
                    at = before
                }
            }
            // Half of a pair becomes U+FFFD, as Go reads it.
            out += String(Character(Unicode.Scalar(code) ?? "\u{FFFD}")).utf8
        default: throw error("No such escape exists in JSON.")
        }
    }

    private mutating func hex() throws(EditError) -> UInt32 {
        let digits = text.bytes[at...].prefix(4)
        guard digits.count == 4, digits.allSatisfy({ (48...57).contains($0) || (97...102).contains($0 | 0x20) }),
            let code = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
        else { throw error("Four hexadecimal digits are expected after \\u.") }
        at += 4
        return code
    }

    private mutating func word() throws(EditError) -> Tree {
        let start = at
        while let byte, !" \t\r\n,]}:[{\"".utf8.contains(byte) { at += 1 }
        let word = text.string(start..<at)
        switch word {
        case "true": return .flag(true)
        case "false": return .flag(false)
        case "null": return .null
        default:
            if let number = JSONText.number(word) { return number }
            at = start
            throw error(word.isEmpty ? "A value is expected here." : "\(word.prefix(40)) is no JSON value.")
        }
    }
}
