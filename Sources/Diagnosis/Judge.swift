import Facts
import Text

/// Judges all rules over one node's facts. Pure: the same facts give the same report.
public struct Judge: Sendable {
    public let rules: [Rule]
    public let ladder: [RungLaw]
    private let chains: Chains

    public init(rules: [Rule], ladder: [RungLaw]) {
        self.rules = rules
        self.ladder = ladder
        chains = Chains(rules)
    }

    public func report(on observed: FactSet) -> Report {
        let facts = Derivations.complete(observed)
        let evaluation = Evaluation(facts: facts)
        let wording = Wording(facts: facts)
        let quotation = Quotation(facts: facts)
        var found: [Finding] = []
        var unknown: [Unjudged] = []
        var clear = 0
        for (rule, verdict) in verdicts(on: facts) {
            switch verdict {
            case .clear: clear += 1
            case .unknown(let gaps): unknown.append(Unjudged(rule: rule.id, gaps: unique(gaps)))
            case .found(let proofs):
                let quote = quotation.quote(for: rule)
                found.append(
                    Finding(
                        rule: rule, says: Sanitized.line(wording.say(rule.says, proofs) + quote.says),
                        evidence: quote.evidence.map(printable) + evidence(of: proofs, facts), proofs: proofs))
            }
        }
        let changes = changes(in: facts)
        let (faults, expected) = chains.sort(found)
        let ladder = Ladder.settle(ladder.map { $0.judge(evaluation, wording: wording) }, by: faults, expected: expected)
        let findings = UnexplainedRung.add(to: faults, expected, ladder)
        return Report(
            node: node(facts), taken: facts.instant(TimeFacts.now), findings: findings.map { with(lastChange: $0, changes) },
            expected: expected, unknown: unknown, clear: clear, ladder: ladder, changes: changes)
    }

    /// Each rule's verdict on facts with all that follows from them.
    func verdicts(on facts: FactSet) -> [(rule: Rule, verdict: Verdict)] {
        let evaluation = Evaluation(facts: facts)
        return rules.map { ($0, verdict(on: $0, evaluation, facts)) }
    }

    private func verdict(on rule: Rule, _ evaluation: Evaluation, _ facts: FactSet) -> Verdict {
        if !rule.versions.isOpen {
            switch facts[NodeFacts.kubernetesVersion] {
            case .missing(let reason): return .unknown([Gap(fact: NodeFacts.kubernetesVersion.name, reason: reason)])
            case .known(let value, _):
                guard case .text(let text) = value, let version = MinorVersion(text), rule.versions.contains(version) else {
                    return .clear
                }
            }
        }
        if let applies = rule.applies {
            switch evaluation.judge(applies) {
            case .clear: return .clear
            case .unknown(let gaps): return evaluation.judge(rule.when) == .clear ? .clear : .unknown(gaps)
            case .found: break
            }
        }
        return evaluation.judge(rule.when)
    }

    private func node(_ facts: FactSet) -> Report.Node {
        Report.Node(
            name: Sanitized.line(facts.text(NodeFacts.name) ?? "unknown"),
            role: Sanitized.text(facts.text(NodeFacts.role) ?? "none"),
            kubernetesVersion: facts.text(NodeFacts.kubernetesVersion).map(Sanitized.text))
    }

    private func unique(_ gaps: [Gap]) -> [Gap] {
        var seen: Set<Gap> = []
        return gaps.filter { seen.insert($0).inserted }.map { Gap(fact: $0.fact, reason: $0.reason.saying(Sanitized.line)) }
    }

    /// The places that show it, each once, at most twelve; where a fact has no line of its own, its value stands for it.
    private func evidence(of proofs: [Proof], _ facts: FactSet) -> [Evidence] {
        var seen: Set<String> = []
        var out: [Evidence] = []
        for proof in proofs {
            for source in proof.sources {
                var text = source.text
                if text.isEmpty, proof.row == nil, case .known(let value, _) = facts[proof.fact] {
                    text = "\(proof.fact) is \(value.words())"
                }
                guard seen.insert(source.origin + "\u{0}" + text).inserted, out.count < 12 else { continue }
                out.append(Evidence(source: Sanitized.line(source.origin), text: Sanitized.text(text), time: source.time))
            }
        }
        return out
    }

    private func printable(_ evidence: Evidence) -> Evidence {
        Evidence(source: Sanitized.text(evidence.source), text: Sanitized.text(evidence.text), time: evidence.time)
    }

    private func changes(in facts: FactSet) -> [Change] {
        (facts.rows(ChangeFacts.changes) ?? []).compactMap { row in
            guard case .instant(let when) = row[.when], let what = row.text(.what) else { return nil }
            return Change(what: Sanitized.line(what), when: when, kind: row.text(.kind) ?? "")
        }.sorted { $0.when < $1.when }
    }

    private func with(lastChange finding: Finding, _ changes: [Change]) -> Finding {
        var finding = finding
        if let first = finding.evidence.compactMap(\.time).min() {
            finding.lastChange = changes.last { $0.when <= first }
        }
        return finding
    }
}
