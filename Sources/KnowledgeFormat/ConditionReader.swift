import Diagnosis
import Facts
import Patterns
import Text
import YAML

/// Reads conditions and checks every name and type in them against the register of facts.
struct ConditionReader {
    let file: String
    /// The table whose rows are looked at, inside `each`.
    var table: FactKey?
    private(set) var problems: [KnowledgeProblem] = []

    init(file: String, table: FactKey? = nil) {
        self.file = file
        self.table = table
    }

    private mutating func complain(_ node: YAMLNode, _ sentence: String) {
        problems.append(KnowledgeProblem(file: file, line: node.line, sentence: sentence))
    }

    mutating func read(_ node: YAMLNode) -> Condition {
        guard let entries = node.entries, let first = entries.first else {
            complain(node, "A condition is a mapping with one of: all, any, not, fact, each, log.")
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
        let near =
            NearestWord.to(first.key.name, among: ["all", "any", "not", "fact", "each", "log"]).map { " Did you mean \"\($0)\"?" }
            ?? ""
        complain(node, "\"\(first.key.name)\" begins no condition; expected all, any, not, fact, each or log.\(near)")
        return .all([])
    }

    private mutating func only(_ words: [String], _ node: YAMLNode) {
        for key in node.keys(notIn: words) {
            problems.append(
                KnowledgeProblem(file: file, line: key.line, sentence: "\"\(key.name)\" cannot stand beside \"\(words[0])\"."))
        }
    }

    private mutating func each(_ node: YAMLNode) -> Condition {
        only(["each", "where"], node)
        let name = node["each"]?.text ?? ""
        if table != nil { complain(node, "\"each\" cannot stand inside another \"each\".") }
        guard let key = FactKey.registered[name], case .table = key.type else {
            complain(node, "There is no table of facts named \"\(name)\".\(nearFact(name))")
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

    private mutating func logged(_ node: YAMLNode) -> Condition {
        only(["log", "shows", "since", "atLeast"], node)
        let shows = node["shows"]
        let patterns = shows?.array?.compactMap(\.text) ?? shows?.text.map { [$0] } ?? []
        if patterns.isEmpty { complain(node, "\"log\" needs \"shows\" with one error text or a list of them.") }
        for pattern in patterns {
            do { _ = try Pattern(pattern) } catch {
                complain(shows ?? node, "The error text \"\(pattern)\" cannot be searched for: \(error)")
            }
        }
        let logs = node["log"]?.array?.compactMap(\.text) ?? node["log"]?.text.map { [$0] } ?? []
        return .logged(Logged(logs: logs, patterns: patterns, window: window(node["since"]), atLeast: node["atLeast"]?.int ?? 1))
    }

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
        complain(node, "\"since\" is start, boot, or one of \(times); this is \"\(text)\".")
        return .start
    }

    private mutating func test(_ node: YAMLNode) -> Condition {
        let name = node["fact"]?.text ?? ""
        guard let type = type(of: name) else {
            complain(node, "There is no fact named \"\(name)\" here.\(nearFact(name))")
            return .all([])
        }
        let operators = node.entries?.filter { $0.key.name != "fact" } ?? []
        guard operators.count == 1, let pair = operators.first else {
            complain(
                node, "A test has \"fact\" and exactly one of: is, differs, below, above, before, in, contains, matches, present."
            )
            return .all([])
        }
        guard let test = test(pair.key.name, pair.value, type, name) else { return .all([]) }
        return .test(name, test)
    }

    private mutating func test(_ word: String, _ value: YAMLNode, _ type: FactType, _ name: String) -> Test? {
        switch word {
        case "present":
            guard let flag = value.bool else { break }
            return .present(flag)
        case "is": return operand(value, type, name).map(Test.equals)
        case "differs": return operand(value, type, name).map(Test.differs)
        case "below" where isOrdered(type): return operand(value, type, name).map(Test.below)
        case "above" where isOrdered(type): return operand(value, type, name).map(Test.above)
        case "before" where type == .instant: return operand(value, type, name).map(Test.before)
        case "in":
            guard let members = value.array else { break }
            return .oneOf(members.compactMap { literal($0, type, name) })
        case "contains" where type == .list || type == .text: return operand(value, .text, name).map(Test.contains)
        case "matches" where type == .text || type == .list:
            guard let glob = value.text else { break }
            return .matches(glob)
        default: break
        }
        complain(value, "\"\(word)\" cannot be asked of \"\(name)\" like this.")
        return nil
    }

    private func isOrdered(_ type: FactType) -> Bool { type == .integer || type == .number || type == .instant }

    private mutating func operand(_ node: YAMLNode, _ type: FactType, _ name: String) -> Operand? {
        guard node.entries != nil else { return literal(node, type, name).map(Operand.literal) }
        for key in node.keys(notIn: ["fact", "plus"]) {
            problems.append(
                KnowledgeProblem(
                    file: file, line: key.line, sentence: "\"\(key.name)\" cannot stand here; expected fact and plus."))
        }
        let other = node["fact"]?.text ?? ""
        guard let otherType = self.type(of: other) else {
            complain(node, "There is no fact named \"\(other)\" here.\(nearFact(other))")
            return nil
        }
        let isNumeric = (type == .integer || type == .number) && (otherType == .integer || otherType == .number)
        if otherType != type, !isNumeric { complain(node, "\"\(name)\" and \"\(other)\" are of different types.") }
        return .fact(other, plus: node["plus"]?.int ?? 0)
    }

    private mutating func literal(_ node: YAMLNode, _ type: FactType, _ name: String) -> Literal? {
        switch type {
        case .flag: if let flag = node.bool { return .flag(flag) }
        case .integer: if let number = node.int { return .integer(number) }
        case .number: if let number = node.double { return .number(number) }
        case .text: if let text = node.text { return .text(text) }
        default: break
        }
        complain(node, "\"\(name)\" cannot be compared with \(node.kindName).")
        return nil
    }

    private func type(of name: String) -> FactType? {
        if let table, !name.contains(".") { return table.column(name)?.cell.type }
        return FactKey.registered[name]?.type
    }

    private func nearFact(_ name: String) -> String {
        var names = Array(FactKey.registered.keys)
        if let table, case .table(let columns) = table.type { names += columns.map(\.name) }
        return NearestWord.to(name, among: names.sorted()).map { " Did you mean \"\($0)\"?" } ?? ""
    }
}
