/// A TOML file that has been read: its values, and where each stands.
///
/// The reader is our own because no library of Debian 12 and 13 survives what a broken node can hold. toml++, 3.3 in one and 3.4
/// in the other, ends the program on `[[[`, `a = [}` and `b = 1979-05-27T!` (an assertion) and on a key of 100,000 points (the
/// stack); tomlc17 is in neither. A reader before the reader would have to know most of TOML to keep such files from it.
/// Here every recursion is bounded by `Limits.depth`, and nothing but bytes within the file is looked at.
package struct TOMLDocument: Sendable {
    /// Whose reading counts. A file that the program itself takes must never be called broken.
    package enum Dialect: Sendable {
        /// go-toml v2, for containerd: TOML 1.0 and the escape `\e`.
        case goTOML
        /// BurntSushi/toml, for CRI-O: TOML 1.1 too, which its version 1.6 brought (inline tables over several lines and with a last
        /// comma, `\xHH`, times without seconds). And of a key that holds a list the last definition counts (parse.go setValue).
        case burntSushi
    }

    /// What a file may cost.
    ///
    /// A file beyond a limit is refused with an error that names the limit.
    package struct Limits: Sendable {
        /// The file's size in bytes.
        package var bytes = 8 << 20
        /// How many tables and lists may lie in one another; containerd's own configuration has seven.
        package var depth = 100
        /// How many values and tables.
        package var values = 200_000

        package init() {}
    }

    /// The file's name, as the caller gave it.
    package let file: String
    private let bytes: [UInt8]
    /// The whole file: a table.
    package let root: TOMLNode
    /// The headers with their settings in the file's order; the first has no header.
    package let sections: [TOMLSection]

    init(file: String, bytes: [UInt8], root: TOMLNode, sections: [TOMLSection]) {
        self.file = file
        self.bytes = bytes
        self.root = root
        self.sections = sections
    }

    /// Reads a file.
    ///
    /// Keys and tables that are defined twice are an error, by go-toml v2's law: a table that was only named on the way to another
    /// may still be opened by a header or by dotted keys, one that was opened may not.
    ///
    /// - Parameter file: the name that errors carry.
    /// - Throws: `TOMLError` where the bytes are no UTF-8, no TOML, or more than the limits allow.
    package static func parse(
        _ bytes: [UInt8], file: String, as dialect: Dialect = .goTOML, limits: Limits = Limits()
    ) throws(TOMLError) -> TOMLDocument {
        var parser = try TOMLParser(TOMLCursor(bytes, file: file, dialect: dialect, limits: limits))
        return try parser.document()
    }

    /// The value at a path of keys; nil where there is none.
    package subscript(_ path: [String]) -> TOMLNode? {
        var node = root
        for name in path {
            guard let next = node[name] else { return nil }
            node = next
        }
        return node
    }

    /// Where the key at a path stands, or the nearest table around it that the file names; nil for the file itself.
    package func mark(of path: [String]) -> TOMLMark? {
        var node = root
        var mark: TOMLMark?
        for name in path {
            guard let entry = node.entry(name) else { break }
            mark = entry.key.span.start
            node = entry.value
        }
        return mark
    }

    /// The lines, counted from 1, of the setting at a path, of all settings below a dotted key, or of a table from its header to
    /// its last own setting; nil where the file has none of these.
    ///
    /// Of a list of tables these are the lines of its first element.
    package func lines(of path: [String]) -> ClosedRange<Int>? {
        for section in sections where path.starts(with: section.path) {
            if section.path.count == path.count, section.header != nil { return section.lines }
            let rest = path.dropFirst(section.path.count)
            let found = section.settings.filter { !rest.isEmpty && $0.path.starts(with: rest) }
            if let setting = found.last(where: { $0.path.count == rest.count }) { return setting.lines }
            if let first = found.first, let last = found.last { return first.lines.lowerBound...last.lines.upperBound }
        }
        return nil
    }

    /// The text of the line on which a place lies, without the white space around it.
    package func line(at mark: TOMLMark) -> String {
        let isBreak: (UInt8) -> Bool = { $0 == 10 || $0 == 13 }
        let at = min(mark.offset, bytes.count)
        let start = bytes[..<at].lastIndex(where: isBreak).map { $0 + 1 } ?? min(TOMLCursor.textStart(of: bytes), at)
        let end = bytes[at...].firstIndex(where: isBreak) ?? bytes.count
        let isBlank: (UInt8) -> Bool = { $0 == 32 || $0 == 9 }
        let line = bytes[start..<end].drop(while: isBlank)
        guard let last = line.lastIndex(where: { !isBlank($0) }) else { return "" }
        return String(decoding: line[...last], as: UTF8.self)
    }
}
