import Diagnosis
import Facts
import Patterns
import Text
import YAML

/// Reads conditions and checks every name, type and word in them against the register of facts.
struct ConditionReader {
    let file: String
    /// The table whose rows are looked at, inside `each`.
    private(set) var table: FactKey?
    private(set) var problems: [KnowledgeProblem] = []

    private static let beginnings = ["all", "any", "not", "fact", "each", "log"]

    init(file: String) { self.file = file }

    mutating func complain(_ node: YAMLNode, _ sentence: String) { complain(node.line, sentence) }

    mutating func complain(_ line: Int, _ sentence: String) {
        problems.append(KnowledgeProblem(file: file, line: line, sentence: sentence))
    }

    mutating func read(_ node: YAMLNode) -> Condition {
        guard let entries = node.entries, let first = entries.first else {
            complain(node, "A condition is a mapping with one of: \(Words.or(Self.beginnings)).")
            return .all([])
        }
        for word in ["all", "any"] {
            guard let list = node[word] else { continue }
            only([word], node)
            let parts = list.array ?? []
            if parts.isEmpty { complain(list, "\"\(word)\" needs a list of conditions.") }
            let conditions = parts.map { read($0) }
            return word == "all" ? .all(conditions) : .any(conditions)
        }
        if let part = node["not"] {
            only(["not"], node)
            return .not(read(part))
        }
        if node["each"] != nil { return each(node) }
        if node["log"] != nil { return logged(node) }
        if node["fact"] != nil { return test(node) }
        complain(
            first.key.line,
            "\"\(first.key.name)\" begins no condition; expected \(Words.or(Self.beginnings))."
                + Words.meant(first.key.name, among: Self.beginnings))
        return .all([])
    }

    /// A condition over the columns of a table's rows.
    mutating func read(_ node: YAMLNode, rowsOf table: FactKey) -> Condition {
        self.table = table
        defer { self.table = nil }
        return read(node)
    }

    mutating func only(_ words: [String], _ node: YAMLNode) {
        for key in node.keys(notIn: words) {
            complain(
                key.line,
                "\"\(key.name)\" cannot stand beside \"\(words[0])\"."
                    + (words.count > 1 ? " What can is \(Words.or(Array(words.dropFirst())))." : "")
                    + Words.meant(key.name, among: words))
        }
    }

    private mutating func each(_ node: YAMLNode) -> Condition {
        only(["each", "where"], node)
        let name = node["each"]?.text ?? ""
        if table != nil { complain(node, "\"each\" cannot stand inside another \"each\".") }
        guard let key = FactKey.registered[name], case .table = key.type else {
            let tables = FactKey.register.filter { if case .table = $0.type { true } else { false } }.map(\.name)
            let isFact = FactKey.registered[name] != nil
            complain(
                node["each"] ?? node,
                isFact
                    ? "\"\(name)\" is no table: it has no rows to look at one by one."
                    : "There is no table of facts named \"\(name)\".\(Words.meant(name, among: tables))")
            return .all([])
        }
        guard let inner = node["where"] else {
            complain(node, "\"each\" needs \"where\" with a condition over the table's columns.")
            return .all([])
        }
        table = key
        let condition = read(inner)
        table = nil
        return .each(name, where: condition)
    }
}

// MARK: Logs

extension ConditionReader {
    fileprivate mutating func logged(_ node: YAMLNode) -> Condition {
        only(["log", "shows", "since", "atLeast"], node)
        let shows = node["shows"]
        let patterns = shows?.array?.compactMap(\.text) ?? shows?.text.map { [$0] } ?? []
        if patterns.isEmpty { complain(node, "\"log\" needs \"shows\" with one error text or a list of them.") }
        for text in shows?.array ?? (shows.map { [$0] } ?? []) {
            guard let pattern = text.text else { continue }
            do { _ = try Pattern(pattern) } catch {
                complain(text, "The error text \"\(pattern)\" cannot be searched for: \(error)")
            }
        }
        let logs = node["log"].map { Self.logs($0, &self) } ?? []
        var atLeast = 1
        if let count = node["atLeast"] {
            if let number = count.int, number >= 1 {
                atLeast = number
            } else {
                complain(
                    count, "\"atLeast\" is how many lines it takes, a whole number from 1 on; this is \(Words.value(count)).")
            }
        }
        return .logged(Logged(logs: logs, patterns: patterns, window: window(node["since"]), atLeast: atLeast))
    }

    /// The names of logs in a field, each checked.
    static func logs(_ node: YAMLNode, _ reader: inout ConditionReader) -> [String] {
        let names = node.array ?? [node]
        if names.isEmpty { reader.complain(node, "The name of a log is missing; \(known).") }
        return names.compactMap { item in
            guard let name = item.text, !name.isEmpty else {
                reader.complain(item, "The name of a log is a text, but this is \(item.kindName).")
                return nil
            }
            let near = LogNames.nearest(to: name)
            if near != nil || !LogNames.isKnown(name) {
                let hint = near.map { " Did you mean \"\($0)\"?" } ?? ""
                reader.complain(item, "There is no log named \"\(name)\"; \(known).\(hint)")
            }
            return name
        }
    }

    private static let known = "logs are \(LogFacts.names.joined(separator: ", ")) and \(LogNames.containerForm)"

    private mutating func window(_ node: YAMLNode?) -> Logged.Window {
        guard let node else { return .start }
        let text = node.text ?? ""
        if text == "start" { return .start }
        if text == "boot" { return .boot }
        let units: [Character: Int] = ["s": 1, "m": 60, "h": 3600, "d": 86400]
        if let last = text.last, let unit = units[last], let number = Int(text.dropLast()),
            LogFacts.windows.contains(where: { $0.seconds == number * unit })
        {
            return .seconds(number * unit)
        }
        let times = LogFacts.windows.map { String($0.column.rawValue.dropFirst(2)) }.joined(separator: ", ")
        complain(
            node,
            "\"since\" is start, boot, or one of \(times); this is \"\(text)\"."
                + Words.meant(text, among: ["start", "boot"]))
        return .start
    }
}
