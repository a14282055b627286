/// One value of a TOML file, with the place where it stands.
package struct TOMLNode: Sendable, Hashable {
    /// What the value is.
    package indirect enum Content: Sendable, Hashable {
        case text(String)
        case integer(Int)
        case number(Double)
        case flag(Bool)
        /// A date, a time or both, as written.
        case time(String)
        case list([TOMLNode])
        /// Keys and values in the order in which the file first names them.
        case table([TOMLEntry])
    }

    package var content: Content
    /// Where the value stands.
    ///
    /// A table that a header opens begins with its first header; one that is only named on the way to another begins there.
    package var span: TOMLSpan

    package init(_ content: Content, _ span: TOMLSpan) {
        self.content = content
        self.span = span
    }

    /// The line where the value begins, counted from 1.
    package var line: Int { span.start.line }

    /// The keys and values of a table, nil where this is none.
    package var entries: [TOMLEntry]? {
        guard case .table(let entries) = content else { return nil }
        return entries
    }

    /// The members of a list, nil where this is none.
    package var members: [TOMLNode]? {
        guard case .list(let members) = content else { return nil }
        return members
    }

    /// What stands under a key of a table.
    package func entry(_ name: String) -> TOMLEntry? { entries?.first { $0.key.name.utf8.elementsEqual(name.utf8) } }

    /// The value under a key of a table; nil where this is no table or has no such key.
    package subscript(_ name: String) -> TOMLNode? { entry(name)?.value }

    /// The value without places.
    package var tree: TOMLTree {
        switch content {
        case .text(let text): .text(text)
        case .integer(let number): .integer(number)
        case .number(let number): .number(number)
        case .flag(let flag): .flag(flag)
        case .time(let text): .time(text)
        case .list(let members): .list(members.map(\.tree))
        case .table(let entries):
            .table(Dictionary(entries.map { ($0.key.name, $0.value.tree) }) { first, _ in first })
        }
    }
}

/// A key of a table and its value.
package struct TOMLEntry: Sendable, Hashable {
    package var key: TOMLKey
    package var value: TOMLNode

    package init(_ key: TOMLKey, _ value: TOMLNode) {
        self.key = key
        self.value = value
    }
}

/// A key, or one part of a dotted key or of a header.
package struct TOMLKey: Sendable, Hashable {
    /// The name, unquoted and unescaped.
    package var name: String
    /// Where it stands with its quotes: in the header that opens its table where it has one, else where it is named first.
    package var span: TOMLSpan

    package init(_ name: String, _ span: TOMLSpan) {
        self.name = name
        self.span = span
    }

    /// The key's line, counted from 1.
    package var line: Int { span.start.line }
}
