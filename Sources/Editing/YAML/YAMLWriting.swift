import YAML

/// Writes values as YAML, in the style of the file around them.
struct YAMLWriting {
    /// How much deeper the keys of a mapping stand than its own key.
    var mapStep = 2
    /// How much deeper the dashes of a list stand than its key; kubeadm writes them below it.
    var listStep = 0

    /// A value on one line.
    ///
    /// - Parameter quote: the quote in which the value before stood, so that the new one stands in the same.
    func flow(_ value: EditValue, quote: UInt8? = nil, inFlow: Bool = true) throws(EditError) -> String {
        switch value {
        case .text(let text): return Self.text(text, quote: quote, inFlow: inFlow)
        case .list(let list):
            var parts: [String] = []
            for item in list { parts.append(try flow(item)) }
            return "[" + parts.joined(separator: ", ") + "]"
        case .map:
            var parts: [String] = []
            for pair in value.sortedPairs { parts.append(YAMLScalar.quoted(pair.key) + ": " + (try flow(pair.value))) }
            return "{" + parts.joined(separator: ", ") + "}"
        case .number(let number) where !number.isFinite: throw .unfit("\(number) is no number that a setting can have.")
        default: return value.plain ?? "null"
        }
    }

    /// A key with its value, over as many lines as it needs.
    func lines(_ key: String, _ value: EditValue, indent: Int) throws(EditError) -> [String] {
        let head = Self.margin(indent) + YAMLScalar.quoted(key) + ":"
        guard !value.isInline else { return [head + " " + (try flow(value, inFlow: false))] }
        return [head] + (try below(value, indent: indent))
    }

    /// The lines below a key for a list or mapping that has members.
    func below(_ value: EditValue, indent: Int) throws(EditError) -> [String] {
        var out: [String] = []
        if case .list(let list) = value {
            for item in list { out += try self.item(item, indent: indent + listStep) }
        }
        for pair in value.sortedPairs { out += try lines(pair.key, pair.value, indent: indent + mapStep) }
        return out
    }

    /// An item of a list with its dash.
    func item(_ value: EditValue, indent: Int) throws(EditError) -> [String] {
        let margin = Self.margin(indent)
        guard !value.isInline else { return [margin + "- " + (try flow(value, inFlow: false))] }
        var inner: [String] = []
        if case .list(let list) = value {
            for item in list { inner += try self.item(item, indent: indent + 2) }
        }
        for pair in value.sortedPairs { inner += try lines(pair.key, pair.value, indent: indent + 2) }
        return inner.enumerated().map { $0.offset == 0 ? margin + "- " + $0.element.dropFirst(indent + 2) : $0.element }
    }

    static func margin(_ indent: Int) -> String { String(repeating: " ", count: indent) }

    private static func text(_ text: String, quote: UInt8?, inFlow: Bool) -> String {
        let quoted = YAMLScalar.quoted(text)
        switch quote {
        case UInt8(ascii: "\"") where !quoted.hasPrefix("\""): return "\"\(quoted)\""
        case UInt8(ascii: "'") where text.utf8.allSatisfy { (0x20..<0x7F).contains($0) }:
            return "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
        default: return !inFlow && isFlag(text) ? text : quoted
        }
    }

    /// A flag of a program stands without quotes, as kubeadm writes it: `--name=value` begins with no sign of YAML's.
    private static func isFlag(_ text: String) -> Bool {
        guard text.hasPrefix("--"), text.utf8.count > 3, text.utf8.last != UInt8(ascii: ":") else { return false }
        return text.utf8.allSatisfy {
            switch $0 {
            case 48...57, 65...90, 97...122: true
            default: "-._/=:,@+%<>()*".utf8.contains($0)
            }
        }
    }
}

extension YAMLWriting {
    /// The style of a document: that of the first mapping and the first list that stand below a key in it.
    init(like document: YAMLNode?, in file: YAMLFile) {
        var (map, list): (Int?, Int?)
        func look(_ node: YAMLNode) {
            guard map == nil || list == nil, !file.isFlow(node) else { return }
            for entry in node.entries ?? [] where !entry.key.merged && entry.value.start.offset > entry.key.end.offset {
                if entry.value.line > entry.key.line {
                    if entry.value.array != nil { list = list ?? entry.value.column - entry.key.start.column }
                    if entry.value.entries != nil { map = map ?? entry.value.column - entry.key.start.column }
                }
                look(entry.value)
            }
            for item in node.array ?? [] where item.start.offset >= node.start.offset { look(item) }
        }
        if let document { look(document) }
        mapStep = map.flatMap { $0 > 0 ? $0 : nil } ?? 2
        listStep = list.flatMap { $0 >= 0 ? $0 : nil } ?? 0
    }
}
