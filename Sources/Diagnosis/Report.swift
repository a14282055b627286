import Facts

/// All that judging one node came to.
public struct Report: Sendable, Equatable {
    public var node: Node
    /// The node's clock at the look.
    public var taken: Instant?
    /// Causes first: the worst first, and among equals the lowest rung first; then symptoms in the same order.
    public var findings: [Finding]
    /// States that look like faults and are none now.
    public var expected: [Finding]
    public var unknown: [Unjudged]
    /// How many rules were judged and are kept (or do not apply to this node).
    public var clear: Int
    public var ladder: [RungState]
    /// What changed, oldest first.
    public var changes: [Change]

    /// Whose report it is.
    public struct Node: Sendable, Equatable {
        public var name: String
        /// `control-plane`, `etcd`, `worker` or `none`.
        public var role: String
        public var kubernetesVersion: String?

        public init(name: String, role: String, kubernetesVersion: String?) {
            self.name = name
            self.role = role
            self.kubernetesVersion = kubernetesVersion
        }
    }

    public init(
        node: Node, taken: Instant?, findings: [Finding], expected: [Finding], unknown: [Unjudged], clear: Int,
        ladder: [RungState], changes: [Change]
    ) {
        self.node = node
        self.taken = taken
        self.findings = findings
        self.expected = expected
        self.unknown = unknown
        self.clear = clear
        self.ladder = ladder
        self.changes = changes
    }

    public var causes: [Finding] { findings.filter(\.isCause) }

    /// The findings that a cause explains.
    public func symptoms(of cause: Finding) -> [Finding] { findings.filter { $0.causedBy.contains(cause.id) } }

    /// The worst severity found, or nil where nothing was.
    public var worst: Severity? { findings.map(\.rule.severity).max() }
}

/// One rung of the ladder.
public struct RungState: Sendable, Equatable {
    public var rung: Rung
    public var state: State
    /// What was seen, as a sentence: "containerd 2.1.9 answers on /run/containerd/containerd.sock."
    public var says: String

    public enum State: String, Sendable, Codable { case ok, broken, unknown, notHere }

    public init(rung: Rung, state: State, says: String) {
        self.rung = rung
        self.state = state
        self.says = says
    }
}
