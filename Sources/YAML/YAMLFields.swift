import Text

/// Reads the fields of one mapping, keeps a list of everything that is wrong, and goes on: an author sees all errors at once.
public final class YAMLFields {
    public let node: YAMLNode
    public let file: String
    private var problems: [FileProblem] = []
    private var known: Set<String> = []

    public init(_ node: YAMLNode, file: String) {
        self.node = node
        self.file = file
        if node.entries == nil { complain(node.line, "A mapping was expected here, but this is \(node.kindName).") }
    }

    public func complain(_ line: Int, _ sentence: String) {
        problems.append(FileProblem(file: file, line: line, sentence: sentence))
    }

    /// The line of a field's value; the mapping's own where the field is left out.
    public func line(_ name: String) -> Int { node[name]?.line ?? node.line }

    public func complain(_ more: [FileProblem]) { problems += more }

    /// The value of a field that may be left out.
    public func optional(_ name: String) -> YAMLNode? {
        known.insert(name)
        guard let value = node[name], !value.isNull else { return nil }
        return value
    }

    /// The value of a field that must be there.
    public func required(_ name: String) -> YAMLNode? {
        let value = optional(name)
        if value == nil, node.entries != nil { complain(node.line, "The field \"\(name)\" is missing.") }
        return value
    }

    public func text(_ name: String) -> String { required(name).map { string($0, name) } ?? "" }

    public func optionalText(_ name: String) -> String? { optional(name).map { string($0, name) } }

    private func string(_ value: YAMLNode, _ name: String) -> String {
        guard let text = value.text else {
            complain(value.line, "\"\(name)\" must be a text, but this is \(value.kindName).")
            return ""
        }
        if text.allSatisfy(\.isWhitespace) { complain(value.line, "\"\(name)\" must not be empty.") }
        return String(text.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    }

    /// A list of texts; a single text stands for a list of one.
    public func texts(_ name: String) -> [String] { optional(name).map { strings($0, name) } ?? [] }

    public func strings(_ value: YAMLNode, _ name: String) -> [String] {
        if value.array == nil { return [string(value, name)] }
        return (value.array ?? []).map { string($0, name) }
    }

    /// The elements of a list that may be left out; what is no list is complained of.
    public func list(_ name: String) -> [YAMLNode] {
        guard let value = optional(name) else { return [] }
        if let array = value.array { return array }
        complain(value.line, "\"\(name)\" must be a list, but this is \(value.kindName).")
        return []
    }

    /// The entries of a mapping that may be left out; what is no mapping is complained of.
    public func mapping(_ name: String) -> [YAMLEntry] {
        guard let value = optional(name) else { return [] }
        if let entries = value.entries { return entries }
        complain(value.line, "\"\(name)\" must be a mapping, but this is \(value.kindName).")
        return []
    }

    /// A mapping of texts, which may be empty; one without a value stands for the empty text.
    public func textsByName(_ name: String) -> [String: String] {
        var out: [String: String] = [:]
        for entry in mapping(name) {
            out[entry.key.name] = entry.value.text ?? ""
            if entry.value.text == nil, !entry.value.isNull {
                complain(entry.value.line, "\"\(entry.key.name)\" must be a text, but this is \(entry.value.kindName).")
            }
        }
        return out
    }

    /// A word out of a few.
    public func word<Word: RawRepresentable & CaseIterable>(_ name: String, default fallback: Word?) -> Word?
    where Word.RawValue == String {
        guard let value = fallback == nil ? required(name) : optional(name) else { return fallback }
        let text = string(value, name)
        if let word = Word(rawValue: text) { return word }
        let words = Word.allCases.map(\.rawValue)
        let near = NearestWord.to(text, among: words).map { " Did you mean \"\($0)\"?" } ?? ""
        complain(value.line, "\"\(text)\" is no \(name); expected one of \(words.joined(separator: ", ")).\(near)")
        return fallback
    }

    /// A whole number that must be there and not be negative.
    public func number(_ name: String) -> Int {
        guard let value = required(name) else { return 0 }
        if let number = value.int, number >= 0 { return number }
        complain(value.line, "\"\(name)\" must be a whole number, but this is \(value.text ?? value.kindName).")
        return 0
    }

    /// A whole number that may be left out.
    public func optionalNumber(_ name: String) -> Int? { optional(name) == nil ? nil : number(name) }

    /// True or false; false where it is left out.
    public func flag(_ name: String) -> Bool {
        guard let value = optional(name) else { return false }
        if let flag = value.bool { return flag }
        complain(value.line, "\"\(name)\" must be true or false, but this is \(value.text ?? value.kindName).")
        return false
    }

    /// Complains about fields that were never asked for; call it last. Gives all that is wrong.
    ///
    /// - Parameter meant: words that people write for a field, by the field that they mean.
    public func finish(meant: [String: [String]] = [:]) -> [FileProblem] {
        for key in node.keys(notIn: known) {
            let other = meant.filter { $0.value.contains(key.name) }.keys.sorted().first
            let near =
                (other ?? NearestWord.to(key.name, among: known.sorted())).map { " Did you mean \"\($0)\"?" } ?? ""
            complain(key.line, "There is no field \"\(key.name)\" here.\(near)")
        }
        return problems
    }
}
