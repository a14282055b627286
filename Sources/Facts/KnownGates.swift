import Text

/// The feature gates of the components of Kubernetes, release by release. They come with the knowledge in force
/// (`featureGates`, `gatesLockedOn`, `gatesLockedOff`, `removedFeatureGates` in `Knowledge/releases`).
///
/// Every component stops at its start where it is given a gate that it does not know, or a locked one with the other value
/// (component-base/featuregate/feature_gate.go). All components are held to one list: a gate that only one of them has is none that
/// another is told it lacks.
public struct KnownGates: Sendable, Equatable {
    /// By gate, the first minor that has it; the oldest known minor for those before.
    public var since: [String: Int]
    /// By gate, the first minor without it.
    public var removed: [String: Int]
    /// By gate, the first minor in which it cannot be set to another value than this.
    public var locked: [String: Lock]
    /// The newest minor whose gates are known.
    public var newest: Int

    public struct Lock: Sendable, Equatable {
        public var since: Int
        public var value: Bool

        public init(since: Int, value: Bool) {
            self.since = since
            self.value = value
        }
    }

    /// What a minor makes of a gate with a value.
    public enum Verdict: Sendable, Equatable {
        case taken
        /// The release's gates are not known.
        case notJudged
        case removed(since: Int)
        case comes(with: Int)
        case locked(Lock)
        case unknown(near: String?)
    }

    public init(since: [String: Int] = [:], removed: [String: Int] = [:], locked: [String: Lock] = [:], newest: Int = 0) {
        self.since = since
        self.removed = removed
        self.locked = locked
        self.newest = newest
    }

    /// What a minor makes of a gate; `value` is nil where it is no boolean.
    public func verdict(on gate: String, _ value: Bool?, minor: Int) -> Verdict {
        if let gone = removed[gate], gone <= minor { return .removed(since: gone) }
        if let first = since[gate] {
            if first > minor { return .comes(with: first) }
            if let lock = locked[gate], lock.since <= minor, let value, value != lock.value { return .locked(lock) }
            return .taken
        }
        if removed[gate] != nil { return .taken }
        guard minor <= newest else { return .notJudged }
        let there = since.filter { $0.value <= minor && removed[$0.key].map { $0 > minor } ?? true }.keys.sorted()
        return .unknown(near: NearestWord.to(gate, among: there))
    }
}
