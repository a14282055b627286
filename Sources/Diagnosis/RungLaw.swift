import Facts
import Text

/// How one rung of the ladder is judged. Data: compiled from `Knowledge/ladder`.
public struct RungLaw: Sendable, Equatable {
    public var rung: Rung
    /// Phrase for the ladder: "Container runtime".
    public var title: String
    /// When this node has such a rung at all; nil: always.
    public var applies: Condition?
    /// The rung stands when this is found.
    public var stands: Condition
    public var saysStanding: String
    public var saysBroken: String
    public var saysNotHere: String

    public init(
        rung: Rung, title: String, applies: Condition?, stands: Condition, saysStanding: String, saysBroken: String,
        saysNotHere: String
    ) {
        self.rung = rung
        self.title = title
        self.applies = applies
        self.stands = stands
        self.saysStanding = saysStanding
        self.saysBroken = saysBroken
        self.saysNotHere = saysNotHere
    }

    /// The rung's state on this node. It is broken only where it is known that the node has such a rung.
    public func judge(_ facts: Evaluation, wording: Wording) -> RungState {
        let belongs = applies.map { facts.judge($0) } ?? .found([])
        if belongs == .clear { return state(.notHere, wording.say(saysNotHere, [])) }
        switch (facts.judge(stands), belongs) {
        case (.found(let proofs), _): return state(.ok, wording.say(saysStanding, proofs))
        case (.unknown(let gaps), _), (.clear, .unknown(let gaps)):
            return state(.unknown, gaps.first?.reason.words ?? "It could not be examined.")
        case (.clear, _): return state(.broken, wording.say(saysBroken, []))
        }
    }

    private func state(_ state: RungState.State, _ says: String) -> RungState {
        RungState(rung: rung, state: state, says: Sanitized.line(says))
    }
}
