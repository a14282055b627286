/// Which rule leads to which: puts causes before their symptoms and sets expected states apart.
struct Chains: Sendable {
    /// For each rule, all rules that it leads to, directly or over others.
    private let consequences: [String: Set<String>]

    init(_ rules: [Rule]) {
        let direct = Dictionary(rules.map { ($0.id, $0.leadsTo) }) { first, _ in first }
        var all: [String: Set<String>] = [:]
        for rule in rules {
            var reached: Set<String> = []
            var open = rule.leadsTo
            while let next = open.popLast() {
                guard next != rule.id, reached.insert(next).inserted else { continue }
                open += direct[next] ?? []
            }
            all[rule.id] = reached
        }
        consequences = all
    }

    /// The faults, causes first, and the expected states with what they explain.
    func sort(_ found: [Finding]) -> (faults: [Finding], expected: [Finding]) {
        let ids = Set(found.map(\.id))
        var expected = found.filter { $0.rule.kind == .expected }
        var explained: Set<String> = []
        for index in expected.indices {
            let explains = (consequences[expected[index].id] ?? []).intersection(ids)
            expected[index].explains = explains.sorted()
            explained.formUnion(explains)
        }
        var faults = found.filter { $0.rule.kind == .fault && !explained.contains($0.id) }
        let faultIDs = Set(faults.map(\.id))
        let subjects = Subjects(faults, consequences)
        for index in faults.indices {
            let id = faults[index].id
            faults[index].explains = (consequences[id] ?? []).intersection(faultIDs).filter { subjects.canExplain(id, $0) }
                .sorted()
        }
        for index in faults.indices {
            let id = faults[index].id
            faults[index].causedBy = faults.filter { $0.explains.contains(id) }.map(\.id).sorted()
        }
        faults.sort(by: Self.isBefore)
        return (faults, expected)
    }

    private static func isBefore(_ a: Finding, _ b: Finding) -> Bool {
        if a.isCause != b.isCause { return a.isCause }
        if a.rule.severity != b.rule.severity { return a.rule.severity > b.rule.severity }
        if a.rule.rung != b.rule.rung { return a.rule.rung < b.rule.rung }
        if a.explains.count != b.explains.count { return a.explains.count > b.explains.count }
        return a.id < b.id
    }
}
