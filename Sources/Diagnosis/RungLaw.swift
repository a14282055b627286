/// How one rung of the ladder is judged. Data: compiled from `Knowledge/ladder`.
public struct RungLaw: Sendable, Equatable, Codable {
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

    /// The rung's state on this node.
    public func judge(_ facts: Evaluation, wording: Wording) -> RungState {
        if let applies, facts.judge(applies) == .clear {
            return RungState(rung: rung, state: .notHere, says: wording.say(saysNotHere, []))
        }
        switch facts.judge(stands) {
        case .found(let proofs): return RungState(rung: rung, state: .ok, says: wording.say(saysStanding, proofs))
        case .clear: return RungState(rung: rung, state: .broken, says: wording.say(saysBroken, []))
        case .unknown(let gaps):
            return RungState(rung: rung, state: .unknown, says: gaps.first?.reason ?? "It could not be looked at.")
        }
    }
}
