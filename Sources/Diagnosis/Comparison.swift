import Facts
import Text

/// Where two nodes, or one node at two times, differ in the facts that rules read.
public struct Comparison: Sendable, Equatable {
    public var differences: [Difference]

    /// One fact that is not the same.
    public struct Difference: Sendable, Equatable {
        public var fact: String
        /// What it is, from the register of facts.
        public var words: String
        /// On this node, and on the one compared with, as a person reads it.
        public var here, there: String
        public var sources: [Source]
    }

    /// Compares the facts that these rules read. Facts that always differ between nodes (names, addresses, times) are left to
    /// `ignoring`.
    public init(here: FactSet, there: FactSet, rules: [Rule], ignoring: Set<String> = []) {
        var names: Set<String> = []
        for rule in rules { names.formUnion(rule.factNames) }
        differences = names.subtracting(ignoring).sorted().compactMap { name in
            guard let key = FactKey.registered[name], case .known(let a, let sources) = here[name],
                case .known(let b, _) = there[name]
            else {
                return nil
            }
            let (one, other) = (Sanitized.text(Self.words(a)), Sanitized.text(Self.words(b)))
            guard one != other else { return nil }
            return Difference(fact: name, words: key.words, here: one, there: other, sources: sources)
        }
    }

    /// Tables are compared by their rows without times and ids, which differ on every node.
    private static func words(_ value: Value) -> String {
        guard case .rows(let rows) = value else { return value.words() }
        let lines = rows.map { row in
            row.cells.sorted { $0.key < $1.key }.compactMap { name, cell -> String? in
                switch cell {
                case .instant, .absent, .unknown: nil
                default: "\(name)=\(cell.words())"
                }
            }.joined(separator: " ")
        }
        return lines.sorted().joined(separator: "; ")
    }
}

extension Condition {
    /// The facts that the condition reads.
    public var factNames: Set<String> {
        switch self {
        case .all(let parts), .any(let parts): return parts.reduce(into: []) { $0.formUnion($1.factNames) }
        case .not(let part): return part.factNames
        case .each(let table, let inner): return inner.factNames.filter { $0.contains(".") }.union([table])
        case .logged: return []
        case .test(let subject, let test):
            var names: Set<String> = [subject]
            if case .fact(let other, _) = test.operand { names.insert(other) }
            return names
        }
    }

    /// The patterns that the condition looks for in logs.
    public var patterns: [String] {
        switch self {
        case .all(let parts), .any(let parts): parts.flatMap(\.patterns)
        case .not(let part): part.patterns
        case .each(_, let inner): inner.patterns
        case .logged(let logged): logged.patterns
        case .test: []
        }
    }
}

extension Rule {
    /// The facts that the rule reads to judge.
    public var factNames: Set<String> { when.factNames.union(applies?.factNames ?? []) }
    /// The patterns that the rule looks for in logs.
    public var patterns: [String] { when.patterns + (applies?.patterns ?? []) }
}
