import Facts
import Text

/// One thing that a machine needs before it can be part of a cluster, and the rules that say whether it has it. Data: a member of
/// `needs` in `Knowledge/readiness/machine.yaml`.
public struct MachineNeed: Sendable, Equatable {
    /// A noun: `Memory`.
    public var title: String
    /// Rules at which kubeadm's preflight, the planned kubelet or a step of the plan stops, whatever their severity on a running node.
    public var stops: [String]
    /// Rules that count as bad as their severity says.
    public var rules: [String]
    /// What is said where all of them are clear: whole sentences with the value found, `{machine.cpus}`.
    public var says: String

    public init(title: String, stops: [String], rules: [String], says: String) {
        self.title = title
        self.stops = stops
        self.rules = rules
        self.says = says
    }

    /// A need as it stands on one machine.
    public struct Judged: Sendable, Equatable {
        /// The need's title.
        public var title: String
        public var state: State
        /// The value found and the value wanted, as sentences; the reason where it is unknown.
        public var says: String
        /// The rule that is broken; nil where none is.
        public var rule: String?
        /// The recipe that fixes it; nil where there is none or nothing is amiss.
        public var recipe: String?

        /// From well to bad; `unknown` is neither.
        public enum State: Sendable, Equatable { case met, noted, warned, missed, unknown }
    }

    /// The rules of this need, the gravest first.
    var all: [String] { stops + rules }

    /// What was found, a row for each broken rule; one row where none is. Without a rule's verdict nothing is said of it.
    func judge(_ verdicts: [String: (rule: Rule, verdict: Verdict)], _ wording: Wording) -> [Judged] {
        var found: [Judged] = []
        var reason: Reason?
        for id in all {
            guard let (rule, verdict) = verdicts[id] else { continue }
            switch verdict {
            case .clear: break
            case .unknown(let gaps): reason = reason ?? gaps.first?.reason
            case .found(let proofs):
                found.append(
                    Judged(
                        title: title, state: state(of: rule), says: wording.line(rule.says, proofs), rule: id,
                        recipe: rule.recipes.first))
            }
        }
        if !found.isEmpty { return found }
        if let reason { return [Judged(title: title, state: .unknown, says: Sanitized.line(reason.words))] }
        return [Judged(title: title, state: .met, says: wording.line(says, []))]
    }

    private func state(of rule: Rule) -> Judged.State {
        if stops.contains(rule.id) { return .missed }
        return switch rule.severity {
        case .error: .missed
        case .warning: .warned
        case .notice: .noted
        }
    }
}
