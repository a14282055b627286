import Facts

/// Judges conditions over one node's facts. Three-valued: what could not be looked at is never taken for health or for a fault.
public struct Evaluation: Sendable {
    let facts: FactSet
    let now: Instant?

    public init(facts: FactSet) {
        self.facts = facts
        now = facts.instant(TimeFacts.now)
    }

    /// The verdict on a condition; inside `each`, `row` is the row that is looked at.
    public func judge(_ condition: Condition, row: AnyRow? = nil) -> Verdict {
        switch condition {
        case .all(let parts): all(parts, row)
        case .any(let parts): any(parts, row)
        case .not(let part): not(part, row)
        case .test(let subject, let test): self.test(subject, test, row)
        case .each(let table, let inner): each(table, inner)
        case .logged(let logged): LogEvaluation(facts: facts, now: now).judge(logged)
        }
    }

    private func all(_ parts: [Condition], _ row: AnyRow?) -> Verdict {
        var proofs: [Proof] = []
        var gaps: [Gap] = []
        for part in parts {
            switch judge(part, row: row) {
            case .clear: return .clear
            case .found(let more): proofs += more
            case .unknown(let more): gaps += more
            }
        }
        return gaps.isEmpty ? .found(proofs) : .unknown(gaps)
    }

    private func any(_ parts: [Condition], _ row: AnyRow?) -> Verdict {
        var proofs: [Proof] = []
        var isFound = false
        var gaps: [Gap] = []
        for part in parts {
            switch judge(part, row: row) {
            case .clear: break
            case .found(let more):
                isFound = true
                proofs += more
            case .unknown(let more): gaps += more
            }
        }
        if isFound { return .found(proofs) }
        return gaps.isEmpty ? .clear : .unknown(gaps)
    }

    private func not(_ part: Condition, _ row: AnyRow?) -> Verdict {
        switch judge(part, row: row) {
        case .found: .clear
        case .unknown(let gaps): .unknown(gaps)
        case .clear: .found(looked(at: part, row))
        }
    }

    /// What a fulfilled negation rests on: everything that was looked at and did not hold.
    private func looked(at condition: Condition, _ row: AnyRow?) -> [Proof] {
        switch condition {
        case .all(let parts), .any(let parts): parts.flatMap { looked(at: $0, row) }
        case .not(let part): looked(at: part, row)
        case .test(let subject, _): row != nil && !subject.contains(".") ? [] : [Proof(fact: subject, sources: sources(subject))]
        case .each(let table, _): [Proof(fact: table, sources: sources(table))]
        case .logged: []
        }
    }

    private func each(_ table: String, _ inner: Condition) -> Verdict {
        switch facts[table] {
        case .missing(let reason): return .unknown([Gap(fact: table, reason: reason)])
        case .known(let value, _):
            guard case .rows(let rows) = value else { return .clear }
            var proofs: [Proof] = []
            var gaps: [Gap] = []
            for row in rows {
                switch judge(inner, row: row) {
                case .clear: break
                case .found(let inside):
                    let others = inside.filter { $0.row == nil && $0.fact.contains(".") }
                    proofs += [Proof(fact: table, row: row, sources: [row.source])] + others
                case .unknown(let more): gaps += more.map { Gap(fact: "\(table): \($0.fact)", reason: $0.reason) }
                }
            }
            if !proofs.isEmpty { return .found(proofs) }
            return gaps.isEmpty ? .clear : .unknown(gaps)
        }
    }

    private func sources(_ name: String) -> [Source] {
        if case .known(_, let sources) = facts[name] { return sources }
        return []
    }

    /// A name without a dot is a column of the row; one with a dot, or outside `each`, is a fact.
    private func value(_ name: String, _ row: AnyRow?) -> (Value?, Gap?) {
        if let row, !name.contains(".") {
            if case .unknown(let reason) = row[named: name] { return (nil, Gap(fact: name, reason: reason)) }
            return (row[named: name], nil)
        }
        switch facts[name] {
        case .known(let value, _): return (value, nil)
        case .missing(let reason): return (nil, Gap(fact: name, reason: reason))
        }
    }

    private func test(_ subject: String, _ test: Test, _ row: AnyRow?) -> Verdict {
        let (left, gap) = value(subject, row)
        guard let left else { return .unknown(gap.map { [$0] } ?? []) }
        let isColumn = row != nil && !subject.contains(".")
        var proofs = isColumn ? [] : [Proof(fact: subject, sources: sources(subject))]
        if case .present(let wanted) = test { return (left != .absent) == wanted ? .found(proofs) : .clear }
        if left == .absent { return .clear }
        var right: Value?
        if case .fact(let name, let plus) = test.operand {
            let (other, gap) = value(name, row)
            guard let other else { return .unknown(gap.map { [$0] } ?? []) }
            if other == .absent { return .clear }
            right = other.adding(plus)
            if row == nil || name.contains(".") { proofs.append(Proof(fact: name, sources: sources(name))) }
        } else if case .literal(let literal) = test.operand {
            right = literal.value
        }
        return left.fulfils(test, right) ? .found(proofs) : .clear
    }
}

extension Test {
    /// The other side, where the test has one.
    var operand: Operand? {
        switch self {
        case .equals(let operand), .differs(let operand), .below(let operand), .above(let operand), .before(let operand),
            .contains(let operand):
            operand
        case .present, .oneOf, .matches: nil
        }
    }
}
