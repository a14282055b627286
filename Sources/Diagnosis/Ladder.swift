/// The ladder by which a node comes up.
public enum Ladder {
    /// A rung on which an error's cause was found is broken, whatever else was seen there. One that does not stand yet because of a
    /// state that is expected is no broken one: it is not here yet.
    static func settle(_ states: [RungState], by findings: [Finding], expected: [Finding] = []) -> [RungState] {
        states.map { state in
            if state.state == .broken, let reason = expected.first(where: { $0.waits(for: state.rung) }),
                !findings.contains(where: { $0.rule.rung == state.rung && $0.rule.severity == .error })
            {
                return RungState(rung: state.rung, state: .notHere, says: reason.rule.title + ".")
            }
            guard state.state != .notHere, state.state != .broken,
                let cause = findings.first(where: { $0.isCause && $0.rule.severity == .error && $0.rule.rung == state.rung })
            else { return state }
            return RungState(rung: state.rung, state: .broken, says: cause.says)
        }
    }

    /// The lowest rung that is broken.
    public static func lowestBroken(_ states: [RungState]) -> RungState? {
        states.filter { $0.state == .broken }.min { $0.rung < $1.rung }
    }
}

extension Finding {
    /// Whether this expected state is why a rung does not stand: it is the rung's own, or it leads to what breaks it.
    fileprivate func waits(for rung: Rung) -> Bool {
        if rule.rung == rung { return true }
        return rung == .node && rule.leadsTo.contains("node-is-not-ready")
    }
}
