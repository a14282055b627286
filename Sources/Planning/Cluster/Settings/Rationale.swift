/// The default of a question and its reason.
public struct Rationale: Sendable, Equatable {
    /// `systemd, because this node runs cgroup v2`, without a full stop; empty where there is nothing to say.
    public var text: String
    public var origin: Origin

    /// Where a reason comes from, strongest first.
    public enum Origin: Sendable, Equatable {
        /// Seen on this machine.
        case machine
        /// True of the release, the runtime or the add-on.
        case knowledge
        /// What we would take.
        case taste
    }

    public init(_ text: String, _ origin: Origin) {
        self.text = text
        self.origin = origin
    }

    /// The reason with its origin, as a sentence.
    public var sentence: String {
        guard !text.isEmpty else { return "" }
        return switch origin {
        case .machine: "Default: \(text) (seen on this machine)."
        case .knowledge: "Default: \(text) (a fact of the release)."
        case .taste: "Default: \(text) (our choice)."
        }
    }
}
