/// A law of the report itself: no rung is broken while nothing is named that breaks it. Where the rules know no cause, the rung's own
/// words are the finding, so that a broken node never counts as well.
package enum UnexplainedRung {
    /// The findings with one more for the lowest broken rung, where neither a fault of the node nor an expected state explains any.
    static func add(to faults: [Finding], _ expected: [Finding], _ ladder: [RungState]) -> [Finding] {
        let isNamed = faults.contains { $0.isCause && $0.rule.severity > .notice && $0.rule.rung != .workloads }
        guard !isNamed, expected.isEmpty, let lowest = Ladder.lowestBroken(ladder) else { return faults }
        let others = ladder.filter { $0.state == .broken && $0.rung != lowest.rung }
        let finding = Finding(
            rule: rule(lowest.rung), says: ([lowest] + others).map(\.says).joined(separator: " "), evidence: [])
        return [finding] + faults
    }

    /// Rungs that are reported so carry an id of this form; no file of `Knowledge/rules` has it.
    package static func id(_ rung: Rung) -> String { "\(rung.rawValue)-is-broken-for-an-unknown-reason" }

    private static func rule(_ rung: Rung) -> Rule {
        Rule(
            id: id(rung), area: "host", catalogue: [], title: "\(rung.words) is broken, and no rule explains why",
            severity: .error,
            kind: .fault, rung: rung, applies: nil, versions: VersionRange(), when: .all([]), says: "",
            why:
                "This stage is broken, and none of the rules that could be judged explains it. What could not be judged is listed below.",
            leadsTo: [], wrongWhen: "It was just being started; check again in a minute.", recipes: [],
            sources: [])
    }
}
