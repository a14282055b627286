import Facts

/// Hands the columns of one unit's row on as facts of their own.
struct UnitState {
    let row: Row<UnitFacts.Unit>?
    /// Why nothing is known of units.
    let reason: Reason?
    let name: String

    init(of name: String, in facts: FactSet) {
        self.name = name
        row = facts.unit(name)
        reason = facts.reason(UnitFacts.units)
    }

    /// Sets each fact from its column: absent where there is no such unit, missing where units could not be seen.
    func set(_ keys: [UnitFacts.Unit: FactKey], in facts: inout FactSet) {
        for (column, key) in keys {
            if let row {
                facts.set(
                    key, row[column],
                    from: Source(row.source.origin, "\(name): \(column)=\(row.words(column))", at: row.source.time))
            } else if let reason {
                facts.miss(key, reason)
            } else {
                facts.setAbsent(key, from: Source("systemctl show \(name)", "no such unit"))
            }
        }
    }
}

extension Row<UnitFacts.Unit> {
    /// A cell for people.
    fileprivate func words(_ column: UnitFacts.Unit) -> String {
        switch self[column] {
        case .text(let text): text
        case .integer(let number): "\(number)"
        case .instant(let instant): instant.description
        case .flag(let flag): "\(flag)"
        default: "nothing"
        }
    }
}
