/// The ladder by which a node comes up.
public enum Ladder {
    /// A rung on which an error's cause was found is broken, whatever else was seen there.
    static func settle(_ states: [RungState], by findings: [Finding]) -> [RungState] {
        states.map { state in
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
