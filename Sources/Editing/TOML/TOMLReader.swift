/// Reads TOML 1.0 with the place of each key and value. Inline tables over several lines, which 1.1 allows, are read too.
struct TOMLReader {
    let text: SourceText
    var at: Int
    static let deepest = 100

    init(_ text: SourceText) {
        self.text = text
        at = text.start
    }

    var byte: UInt8? { at < text.bytes.count ? text.bytes[at] : nil }

    func error(_ sentence: String) -> EditError { .unreadable(line: text.line(of: at), sentence) }

    func begins(_ word: StaticString) -> Bool {
        word.withUTF8Buffer { text.bytes[min(at, text.bytes.count)...].starts(with: $0) }
    }

    /// The whole file.
    mutating func sections() throws(EditError) -> [TOMLSection] {
        if (try? UTF8Span(validating: text.bytes.span)) == nil {
            at = text.bytes.firstIndex { $0 >= 0x80 } ?? at
            throw error("It is not UTF-8 text.")
        }
        var sections = [TOMLSection(keys: [], isItem: false, place: [], range: at..<at)]
        // How many items each list of tables has so far.
        var counts: [Tree.Place: Int] = [:]
        try skipLines()
        while let byte {
            if byte == UInt8(ascii: "[") {
                sections.append(try header(&counts))
            } else {
                sections[sections.count - 1].pairs.append(try pair(depth: 0))
            }
            try endLine()
            try skipLines()
        }
        return sections
    }

    private mutating func header(_ counts: inout [Tree.Place: Int]) throws(EditError) -> TOMLSection {
        let start = at
        at += 1
        let isItem = byte == UInt8(ascii: "[")
        if isItem { at += 1 }
        let keys = try dotted()
        for _ in 0..<(isItem ? 2 : 1) {
            guard byte == UInt8(ascii: "]") else {
                throw error("The header of a table is expected to end with \(isItem ? "]]" : "]").")
            }
            at += 1
        }
        var place: Tree.Place = []
        for (index, key) in keys.enumerated() {
            place.append(.key(key.name))
            if isItem, index == keys.count - 1 { counts[place, default: 0] += 1 }
            if let count = counts[place] { place.append(.index(count - 1)) }
        }
        return TOMLSection(keys: keys, isItem: isItem, place: place, range: start..<at)
    }

    /// Blanks, comments and line ends.
    mutating func skipLines() throws(EditError) {
        while let byte {
            switch byte {
            case 32, 9, 10: at += 1
            case 13:
                at += 1
                guard self.byte == 10 else { throw error("A carriage return stands here without a newline.") }
            case UInt8(ascii: "#"): try comment()
            default: return
            }
        }
    }

    private mutating func comment() throws(EditError) {
        let end = text.contentEnd(of: at)
        if let bad = text.bytes[at..<end].firstIndex(where: { $0 < 32 && $0 != 9 || $0 == 0x7F }) {
            at = bad
            throw error("A control character stands in a comment.")
        }
        at = end
    }

    private mutating func skipBlanks() { at = text.skipBlanks(at) }

    /// Nothing but a comment may follow on the line.
    private mutating func endLine() throws(EditError) {
        skipBlanks()
        guard let byte else { return }
        if byte == UInt8(ascii: "#") { return try comment() }
        guard byte == 10 || begins("\r\n") else { throw error("The end of the line is expected here.") }
    }

    /// A dotted key, with the blanks around its dots and behind it.
    private mutating func dotted() throws(EditError) -> [TOMLKey] {
        var keys: [TOMLKey] = []
        while true {
            skipBlanks()
            keys.append(try key())
            guard keys.count <= Self.deepest else { throw error("A key has more than \(Self.deepest) parts.") }
            skipBlanks()
            guard byte == UInt8(ascii: ".") else { return keys }
            at += 1
        }
    }

    private mutating func key() throws(EditError) -> TOMLKey {
        let start = at
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
            guard !begins("\"\"\""), !begins("'''") else { throw error("A key cannot be a text of several lines.") }
            let name = try string()
            return TOMLKey(name: name, range: start..<at)
        default:
            while let byte, TOMLText.isBare(byte) { at += 1 }
            guard at > start else { throw error("A key is expected here.") }
            return TOMLKey(name: text.string(start..<at), range: start..<at)
        }
    }

    private mutating func pair(depth: Int) throws(EditError) -> TOMLPair {
        let keys = try dotted()
        guard byte == UInt8(ascii: "=") else { throw error("An equals sign is expected after the key.") }
        at += 1
        skipBlanks()
        return TOMLPair(keys: keys, node: try value(depth: depth + keys.count - 1))
    }

    private mutating func value(depth: Int) throws(EditError) -> TOMLNode {
        guard depth <= Self.deepest else { throw error("Values stand more than \(Self.deepest) deep in each other.") }
        let start = at
        let content: TOMLNode.Content =
            switch byte {
            case UInt8(ascii: "["): try list(depth)
            case UInt8(ascii: "{"): try table(depth)
            case UInt8(ascii: "\""), UInt8(ascii: "'"): .leaf(.text(try string()))
            default: .leaf(try word())
            }
        return TOMLNode(content: content, range: start..<at)
    }

    private mutating func list(_ depth: Int) throws(EditError) -> TOMLNode.Content {
        at += 1
        var nodes: [TOMLNode] = []
        try skipLines()
        while byte != UInt8(ascii: "]") {
            nodes.append(try value(depth: depth + 1))
            try skipLines()
            if byte == UInt8(ascii: ",") {
                at += 1
                try skipLines()
            } else if byte != UInt8(ascii: "]") {
                throw error("A comma or \"]\" is expected here.")
            }
        }
        at += 1
        return .list(nodes)
    }

    private mutating func table(_ depth: Int) throws(EditError) -> TOMLNode.Content {
        at += 1
        var pairs: [TOMLPair] = []
        try skipLines()
        while byte != UInt8(ascii: "}") {
            pairs.append(try pair(depth: depth + 1))
            try skipLines()
            if byte == UInt8(ascii: ",") {
                at += 1
                try skipLines()
            } else if byte != UInt8(ascii: "}") {
                throw error("A comma or \"}\" is expected here.")
            }
        }
        at += 1
        return .table(pairs)
    }
}
