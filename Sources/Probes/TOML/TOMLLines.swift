import Hosts
import Text

/// Where the settings of a TOML text stand: TOML's parser keeps no lines, so the text is scanned once for headers and keys.
/// Multi-line strings and arrays are passed over; inline tables are not looked into.
struct TOMLLines: Sendable {
    /// The first line of each key, and of each table's header, by path.
    private var lines: [[String]: Int] = [:]
    private var texts: [Int: String] = [:]

    init(_ text: String) {
        var table: [String] = []
        var open = Continuation.none
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let content = line.trimmed
            if open != .none {
                open = open.after(content)
                continue
            }
            if content.isEmpty || content.hasPrefix("#") { continue }
            if content.hasPrefix("[") {
                table = Self.header(content) ?? table
                note(table, index + 1, content)
            } else if let (key, rest) = Self.key(content[...]) {
                note(table + key, index + 1, content)
                open = Continuation.opened(by: rest)
            }
        }
    }

    private mutating func note(_ path: [String], _ line: Int, _ text: String) {
        guard lines[path] == nil else { return }
        lines[path] = line
        texts[line] = text
    }

    /// The line of the setting or table at that path, counted from 1; of its table where the setting has none of its own.
    func line(of path: [String]) -> Int? {
        var path = path
        while !path.isEmpty {
            if let line = lines[path] { return line }
            path.removeLast()
        }
        return nil
    }

    /// The text of a line that has a key or header.
    func text(of line: Int) -> String? { texts[line] }

    /// `[a."b.c".d]` and `[[a]]`: the path.
    static func header(_ line: String) -> [String]? {
        var rest = line.drop { $0 == "[" }
        return path(&rest)
    }

    /// `a."b".c = …`: the path and what follows the equals sign.
    static func key(_ line: Substring) -> ([String], Substring)? {
        var rest = line
        guard let path = path(&rest) else { return nil }
        rest = rest.drop { $0 == " " || $0 == "\t" }
        guard rest.first == "=" else { return nil }
        return (path, rest.dropFirst().drop { $0 == " " || $0 == "\t" })
    }

    /// Reads a dotted key from the front of `rest`.
    private static func path(_ rest: inout Substring) -> [String]? {
        var path: [String] = []
        while true {
            rest = rest.drop { $0 == " " || $0 == "\t" }
            guard let first = rest.first else { return nil }
            if first == "\"" || first == "'" {
                rest = rest.dropFirst()
                guard let end = rest.firstIndex(of: first) else { return nil }
                path.append(String(rest[..<end]))
                rest = rest[rest.index(after: end)...]
            } else {
                let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
                guard !word.isEmpty else { return nil }
                path.append(String(word))
                rest = rest[word.endIndex...]
            }
            rest = rest.drop { $0 == " " || $0 == "\t" }
            guard rest.first == "." else { return path }
            rest = rest.dropFirst()
        }
    }
}

/// What of a value goes on over the following lines.
private enum Continuation: Equatable {
    case none
    /// Ends where this mark stands again.
    case string(String)
    /// So many brackets are open.
    case list(Int)

    static func opened(by value: Substring) -> Continuation {
        for mark in ["\"\"\"", "'''"] where value.hasPrefix(mark) {
            return value.dropFirst(3).range(of: mark) == nil ? .string(mark) : .none
        }
        guard value.hasPrefix("[") else { return .none }
        let depth = brackets(value)
        return depth > 0 ? .list(depth) : .none
    }

    func after(_ line: String) -> Continuation {
        switch self {
        case .none: return .none
        case .string(let mark): return line.range(of: mark) == nil ? self : .none
        case .list(let depth):
            let left = depth + Continuation.brackets(line[...])
            return left > 0 ? .list(left) : .none
        }
    }

    /// Opening less closing brackets outside strings and comments.
    private static func brackets(_ text: Substring) -> Int {
        var depth = 0
        var quote: Character?
        for character in text {
            if let mark = quote {
                if character == mark { quote = nil }
            } else if character == "\"" || character == "'" {
                quote = character
            } else if character == "#" {
                break
            } else if character == "[" {
                depth += 1
            } else if character == "]" {
                depth -= 1
            }
        }
        return depth
    }
}
