import Facts

/// A rule that was found to be broken on this node.
public struct Finding: Sendable, Equatable, Identifiable {
    public var rule: Rule
    /// The rule's text with the values of this node.
    public var says: String
    public var evidence: [Evidence]
    /// What the verdict rests on: the rows found among them fill a recipe.
    public var proofs: [Proof]
    /// Rules that were found too and explain this one; a finding with none is a cause.
    public var causedBy: [String]
    /// Rules that were found too and that this one explains.
    public var explains: [String]
    /// The newest change on the node before the finding's first evidence, where both have a time.
    public var lastChange: Change?

    public var id: String { rule.id }
    public var isCause: Bool { causedBy.isEmpty }

    public init(
        rule: Rule, says: String, evidence: [Evidence], proofs: [Proof] = [], causedBy: [String] = [],
        explains: [String] = [], lastChange: Change? = nil
    ) {
        self.rule = rule
        self.says = says
        self.evidence = evidence
        self.proofs = proofs
        self.causedBy = causedBy
        self.explains = explains
        self.lastChange = lastChange
    }
}

/// A place on the node that shows a finding.
public struct Evidence: Sendable, Equatable {
    /// `/var/lib/kubelet/config.yaml:12`, `systemctl show kubelet`.
    public var source: String
    /// What stands there.
    public var text: String
    /// When it was written or last changed, where that is known.
    public var time: Instant?

    public init(source: String, text: String, time: Instant?) {
        self.source = source
        self.text = text
        self.time = time
    }
}

/// Something that changed on the node.
public struct Change: Sendable, Equatable {
    /// A phrase: "containerd 1.7.24 was installed".
    public var what: String
    public var when: Instant
    public var kind: String

    public init(what: String, when: Instant, kind: String) {
        self.what = what
        self.when = when
        self.kind = kind
    }
}

/// A rule that could not be judged, and what it lacked.
public struct Unjudged: Sendable, Equatable {
    public var rule: String
    public var gaps: [Gap]

    public init(rule: String, gaps: [Gap]) {
        self.rule = rule
        self.gaps = gaps
    }
}
