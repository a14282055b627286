@testable import Editing

/// Documents from a seed: what they say, and one of the many ways to write it, with comments that are numbered.
struct RandomDocument {
    var dice: Seeded
    private var comments = 0

    init(seed: UInt64) { dice = Seeded(seed) }

    private static let texts = [
        "x", "true", "0123", "a: b", "# no", "it's", "", "ü🚢", "two words", "\"", "\\", "unix:///run/x.sock", "- a", "1.5", "[x]",
        "{y",
    ]

    mutating func scalar() -> EditValue {
        switch dice.roll(5) {
        case 0: .flag(dice.roll(2) == 0)
        case 1: .integer(dice.roll(100_000) - 500)
        case 2: .number(Double(dice.roll(1000)) + 0.5)
        default: .text(Self.texts[dice.roll(Self.texts.count)])
        }
    }

    /// A mapping with some keys.
    mutating func map(depth: Int = 0) -> EditValue {
        var map: [String: EditValue] = [:]
        for _ in 0..<(1 + dice.roll(4)) {
            let key = ["k", "key-", "a.b/"][dice.roll(3)] + String(dice.roll(50))
            switch depth < 3 ? dice.roll(6) : 5 {
            case 0, 1: map[key] = self.map(depth: depth + 1)
            case 2:
                var list: [EditValue] = []
                for _ in 0..<dice.roll(4) { list.append(scalar()) }
                map[key] = .list(list)
            default: map[key] = scalar()
            }
        }
        return .map(map)
    }

    mutating func comment() -> String {
        comments += 1
        return "# c\(comments);"
    }

    private mutating func maybe(_ chance: Int, _ text: (inout Self) -> String) -> String {
        dice.roll(chance) == 0 ? text(&self) : ""
    }

    // MARK: YAML

    mutating func yaml(_ value: EditValue, indent: Int = 0) -> String {
        var out = ""
        let margin = String(repeating: " ", count: indent)
        for (key, value) in value.sortedPairs {
            out += maybe(4) { margin + $0.comment() + "\n" } + maybe(8) { _ in "\n" }
            out += margin + (key.contains("/") ? "\"\(key)\"" : key) + ":"
            switch value {
            case .map(let map) where !map.isEmpty && dice.roll(4) > 0:
                out += maybe(4) { " " + $0.comment() } + "\n" + yaml(value, indent: indent + 2)
            case .list(let list) where !list.isEmpty && dice.roll(3) > 0:
                let inner = dice.roll(2) == 0 ? margin : margin + "  "
                out += maybe(4) { " " + $0.comment() } + "\n"
                for item in list { out += inner + "- " + flow(item) + maybe(4) { " " + $0.comment() } + "\n" }
            case .text(let text) where !text.isEmpty && dice.roll(4) == 0:
                out += " |-\n\(margin)  \(text)\n" + maybe(3) { _ in "\n" }
            default: out += " " + flow(value) + maybe(4) { " " + $0.comment() } + "\n"
            }
        }
        return out
    }

    /// JSON is YAML too.
    private mutating func flow(_ value: EditValue) -> String {
        switch value {
        case .map: "{" + value.sortedPairs.map { "\"\($0.key)\": " + flow($0.value) }.joined(separator: ", ") + "}"
        case .list(let list): "[" + list.map { flow($0) }.joined(separator: dice.roll(2) == 0 ? ", " : ",") + "]"
        case .text(let text):
            dice.roll(2) == 0
                ? "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
                : TOMLText.basic(text)
        default: value.plain ?? "null"
        }
    }

    // MARK: TOML

    mutating func toml(_ value: EditValue, path: [String] = []) -> String {
        var out = ""
        let margin = String(repeating: dice.roll(2) == 0 ? "  " : "", count: path.count)
        let pairs = value.sortedPairs
        // Inline tables and values first: a header ends the table around it.
        var tables: [(String, EditValue)] = []
        for (key, value) in pairs {
            if case .map(let map) = value, !map.isEmpty, dice.roll(3) > 0 {
                tables.append((key, value))
                continue
            }
            out += maybe(4) { margin + $0.comment() + "\n" } + maybe(8) { _ in "\n" }
            if case .map(let map) = value, !map.isEmpty, dice.roll(2) == 0 {
                for (inner, value) in value.sortedPairs {
                    out +=
                        margin + name(key) + "." + name(inner) + " = " + tomlValue(value) + maybe(4) { " " + $0.comment() } + "\n"
                }
            } else {
                out += margin + name(key) + " = " + tomlValue(value) + maybe(4) { " " + $0.comment() } + "\n"
            }
        }
        for (key, value) in tables {
            let path = path + [key]
            out +=
                maybe(2) { _ in "\n" } + margin + "[" + path.map { name($0) }.joined(separator: ".") + "]"
                + maybe(4) { " " + $0.comment() } + "\n"
            out += toml(value, path: path)
        }
        return out
    }

    private mutating func name(_ key: String) -> String {
        dice.roll(3) == 0 ? "'\(key)'" : TOMLText.key(key)
    }

    private mutating func tomlValue(_ value: EditValue) -> String {
        switch value {
        case .list(let list) where !list.isEmpty && dice.roll(3) == 0:
            return "[\n" + list.map { "  " + tomlValue($0) + "," + maybe(3) { " " + $0.comment() } + "\n" }.joined() + "]"
        case .list(let list): return "[" + list.map { tomlValue($0) }.joined(separator: ", ") + "]"
        case .map: return "{" + value.sortedPairs.map { name($0.key) + " = " + tomlValue($0.value) }.joined(separator: ", ") + "}"
        case .text(let text) where !text.contains("'") && dice.roll(2) == 0: return "'\(text)'"
        case .text(let text) where !text.hasSuffix("\\") && dice.roll(6) == 0: return "'''\n\(text)'''"
        case .text(let text): return TOMLText.basic(text)
        default: return value.plain ?? ""
        }
    }

    // MARK: JSON

    mutating func json(_ value: EditValue, indent: String = "") -> String {
        let isTall = dice.roll(3) > 0
        let (gap, end) = isTall ? ("\n" + indent + "  ", "\n" + indent) : ("", "")
        switch value {
        case .map(let map) where !map.isEmpty:
            return "{"
                + value.sortedPairs.map { gap + JSONText.quoted($0.key) + ": " + json($0.value, indent: indent + "  ") }.joined(
                    separator: ",") + end + "}"
        case .list(let list) where !list.isEmpty:
            return "[" + list.map { gap + json($0, indent: indent + "  ") }.joined(separator: ",") + end + "]"
        case .map: return "{}"
        case .list: return "[ ]"
        case .text(let text): return JSONText.quoted(text)
        default: return value.plain ?? "null"
        }
    }

    // MARK: Places

    /// A path of keys to a value that is no mapping with members, or to a key that is not there yet.
    mutating func path(in value: EditValue) -> (keys: [String], isNew: Bool) {
        var (keys, node): ([String], EditValue) = ([], value)
        while true {
            let pairs = node.sortedPairs
            if dice.roll(4) == 0 || pairs.isEmpty { return (keys + ["new.\(dice.roll(9))"], true) }
            let pair = pairs[dice.roll(pairs.count)]
            keys.append(pair.key)
            guard case .map(let map) = pair.value, !map.isEmpty else { return (keys, false) }
            node = pair.value
        }
    }
}

extension EditValue {
    /// The value with another one at a path of keys; nil takes it away.
    func changed(_ keys: ArraySlice<String>, _ value: EditValue?) -> EditValue {
        guard case .map(var map) = self, let key = keys.first else { return self }
        map[key] = keys.count == 1 ? value : map[key]?.changed(keys.dropFirst(), value)
        return .map(map)
    }

    subscript(keys: ArraySlice<String>) -> EditValue? {
        guard let key = keys.first else { return self }
        guard case .map(let map) = self else { return nil }
        return map[key]?[keys.dropFirst()]
    }
}
