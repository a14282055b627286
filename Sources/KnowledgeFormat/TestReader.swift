import Diagnosis
import Facts
import Text
import YAML

/// A fact, or inside `each` a column, that a condition tests.
private struct Tested {
    var name: String
    var type: FactType
    var domain: Domain?

    init(_ key: FactKey) {
        name = key.name
        type = key.type
        domain = key.domain
    }

    init(_ column: Column) {
        name = column.name
        type = column.cell.type
        domain = column.cell.domain
    }

    /// What may be asked of it.
    var operators: [String] {
        switch type {
        case .flag: ["is", "differs", "present"]
        case .integer, .number: ["is", "differs", "below", "above", "in", "present"]
        case .text: ["is", "differs", "in", "contains", "matches", "present"]
        case .instant: ["before", "below", "above", "is", "differs", "present"]
        case .list: ["contains", "matches", "is", "differs", "present"]
        case .table: ["present"]
        }
    }

    var isNumber: Bool { type == .integer || type == .number }
}

extension FactType {
    /// As a sentence names it.
    var words: String {
        switch self {
        case .flag: "true or false"
        case .integer: "a whole number"
        case .number: "a number"
        case .text: "a text"
        case .instant: "a time"
        case .list: "a list of texts"
        case .table: "a table"
        }
    }
}

extension ConditionReader {
    private static let operators = ["is", "differs", "below", "above", "before", "in", "contains", "matches", "present"]

    /// `{fact: NAME, OPERATOR: VALUE}`.
    mutating func test(_ node: YAMLNode) -> Condition {
        let name = node["fact"]?.text ?? ""
        let pairs = node.entries?.filter { $0.key.name != "fact" } ?? []
        guard let tested = tested(name, at: node["fact"] ?? node) else { return .all([]) }
        guard pairs.count == 1, let pair = pairs.first else {
            complain(node, "A test has \"fact\" and exactly one of: \(Self.operators.joined(separator: ", ")).")
            return .all([])
        }
        guard Self.operators.contains(pair.key.name) else {
            complain(
                pair.key.line,
                "\"\(pair.key.name)\" is no question; of \"\(name)\", which is \(tested.type.words), can be asked \(Words.or(tested.operators))."
                    + Words.meant(pair.key.name, among: Self.operators))
            return .all([])
        }
        guard tested.operators.contains(pair.key.name) else {
            complain(
                pair.key.line,
                "\"\(pair.key.name)\" cannot be asked of \"\(name)\", which is \(tested.type.words); what can is \(Words.or(tested.operators))."
            )
            return .all([])
        }
        return test(pair.key.name, pair.value, tested).map { .test(name, $0) } ?? .all([])
    }

    private mutating func test(_ word: String, _ value: YAMLNode, _ tested: Tested) -> Test? {
        switch word {
        case "present":
            if let flag = value.bool { return .present(flag) }
            complain(value, "\"present\" is true or false; this is \(Words.value(value)).")
            return nil
        case "is": return operand(value, tested).map(Test.equals)
        case "differs": return operand(value, tested).map(Test.differs)
        case "below": return operand(value, tested).map(Test.below)
        case "above": return operand(value, tested).map(Test.above)
        case "before": return operand(value, tested).map(Test.before)
        case "in": return members(value, tested)
        case "contains": return part(value, tested).map(Test.contains)
        default: return pattern(value, tested)
        }
    }

    private mutating func members(_ value: YAMLNode, _ tested: Tested) -> Test? {
        guard let members = value.array, !members.isEmpty else {
            complain(value, "\"in\" needs a list of values; this is \(Words.value(value)).")
            return nil
        }
        return .oneOf(members.compactMap { literal($0, tested) })
    }

    /// A part of a text may be anything; a member of a list is one of its words.
    private mutating func part(_ value: YAMLNode, _ tested: Tested) -> Operand? {
        var asked = tested
        asked.type = .text
        if tested.type != .list { asked.domain = nil }
        return operand(value, asked)
    }

    private mutating func pattern(_ value: YAMLNode, _ tested: Tested) -> Test? {
        guard let glob = value.text else {
            complain(value, "\"matches\" needs a text with * for any run of characters; this is \(Words.value(value)).")
            return nil
        }
        if let domain = tested.domain, !domain.words.contains(where: { Glob.matches(glob, $0) }) {
            complain(value, "\"\(glob)\" matches nothing that \"\(tested.name)\" can be: \(Words.or(domain.words)).")
        }
        return .matches(glob)
    }

    private mutating func operand(_ node: YAMLNode, _ tested: Tested) -> Operand? {
        guard node.entries != nil else { return literal(node, tested).map(Operand.literal) }
        only(["fact", "plus"], node)
        let name = node["fact"]?.text ?? ""
        guard let other = self.tested(name, at: node["fact"] ?? node) else { return nil }
        if other.type != tested.type, !(tested.isNumber && other.isNumber) {
            complain(
                node["fact"] ?? node,
                "\"\(tested.name)\" is \(tested.type.words) and \"\(name)\" is \(other.type.words): they cannot be compared.")
        }
        guard let plus = node["plus"] else { return .fact(name, plus: 0) }
        guard let number = plus.int, other.isNumber || other.type == .instant else {
            complain(plus, "\"plus\" is a whole number that is added to a number or a time; this is \(Words.value(plus)).")
            return nil
        }
        return .fact(name, plus: number)
    }

    private mutating func literal(_ node: YAMLNode, _ tested: Tested) -> Literal? {
        switch tested.type {
        case .flag: if let flag = node.bool { return .flag(flag) }
        case .integer: if let number = node.int { return .integer(number) }
        case .number: if let number = node.double { return .number(number) }
        case .text:
            if let text = node.text {
                if let domain = tested.domain, !domain.words.contains(text) {
                    complain(
                        node,
                        "\"\(tested.name)\" is never \"\(text)\"; it can be \(Words.or(domain.words))."
                            + Words.meant(text, among: domain.words))
                }
                return .text(text)
            }
        case .instant:
            complain(node, "\"\(tested.name)\" is a time, which is compared with another: {fact: time.now, plus: SECONDS}.")
            return nil
        default: break
        }
        complain(node, "\"\(tested.name)\" is \(tested.type.words) and cannot be compared with \(Words.value(node)).")
        return nil
    }

    /// The fact or column of that name; nil with a complaint where there is none here.
    private mutating func tested(_ name: String, at node: YAMLNode) -> Tested? {
        if let table, !name.contains("."), let column = table.column(name) { return Tested(column) }
        // Inside `each` a name without a dot is a column; certificates is a table's name and has none.
        if table == nil || name.contains("."), let key = FactKey.registered[name] { return Tested(key) }
        complain(node, FactNames.unknown(name, in: table.map { [$0] } ?? []))
        return nil
    }
}
