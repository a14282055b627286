import Facts

/// What is kept of an earlier report on a machine, to tell what has become of its findings since.
public struct EarlierLook: Sendable, Equatable {
    /// The capture that it was made from.
    public var capture: String
    public var member: FleetMember
    var findings: [FindingsSince.Item]
    /// Rules that could not be judged then.
    var unjudged: Set<String>

    public init(_ report: Report, member: FleetMember, capture: String) {
        self.capture = capture
        self.member = member
        findings = report.findings.map(FindingsSince.Item.init)
        unjudged = Set(report.unknown.map(\.rule))
    }

    public var name: String { member.name }

    /// The look at this machine that is to be compared with: of those under its name one at the same machine-id before others, one
    /// that is not later before others, and the newest.
    public static func partner(of member: FleetMember, among looks: [EarlierLook]) -> EarlierLook? {
        func isSame(_ look: EarlierLook) -> Bool {
            look.member.machineID != nil && look.member.machineID?.value == member.machineID?.value
        }
        func isLater(_ look: EarlierLook) -> Bool {
            guard let then = look.member.taken, let now = member.taken else { return false }
            return then > now
        }
        func rank(_ look: EarlierLook) -> (Int, Int, Int) {
            (isSame(look) ? 1 : 0, isLater(look) ? 0 : 1, look.member.taken?.seconds ?? Int.min)
        }
        return looks.filter { $0.name == member.name }.max { rank($0) < rank($1) }
    }
}

/// What became of a machine's findings since an earlier look at it. What could not be judged at one of the two looks is neither new
/// nor cleared.
public struct FindingsSince: Sendable, Equatable {
    /// A finding, now or then.
    public struct Item: Sendable, Equatable {
        /// The rule.
        public var id: String
        public var title: String
        public var severity: Severity

        public init(_ finding: Finding) {
            (id, title, severity) = (finding.id, finding.rule.title, finding.rule.severity)
        }
    }

    /// The capture that was compared with, and its node's clock at that look.
    public var capture: String
    public var taken: Instant?
    /// Found now and clear then.
    public var new: [Item]
    /// Found now; then it could not be judged.
    public var newlyJudged: [Item]
    /// Found now and then.
    public var stillThere: [Item]
    /// Found then and clear now.
    public var cleared: [Item]
    /// Found then; now it cannot be judged.
    public var unjudged: [Item]

    public init(_ report: Report, since look: EarlierLook) {
        capture = look.capture
        taken = look.member.taken
        let now = report.findings.map(Item.init)
        let (foundNow, foundThen) = (Set(now.map(\.id)), Set(look.findings.map(\.id)))
        let unknown = Set(report.unknown.map(\.rule))
        stillThere = now.filter { foundThen.contains($0.id) }
        let appeared = now.filter { !foundThen.contains($0.id) }
        new = appeared.filter { !look.unjudged.contains($0.id) }
        newlyJudged = appeared.filter { look.unjudged.contains($0.id) }
        let gone = look.findings.filter { !foundNow.contains($0.id) }
        cleared = gone.filter { !unknown.contains($0.id) }
        unjudged = gone.filter { unknown.contains($0.id) }
    }

    /// Each kind with the words for it, those that hold something.
    public var kinds: [(words: String, items: [Item])] {
        [
            ("new", new), ("found, and not judged then", newlyJudged), ("cleared", cleared),
            ("found then, and not judged now", unjudged), ("still there", stillThere),
        ].filter { !$0.1.isEmpty }
    }

    /// Whether the findings are those of then.
    public var isSame: Bool { new.isEmpty && newlyJudged.isEmpty && cleared.isEmpty && unjudged.isEmpty }

    /// `1 new, 2 cleared`, or that nothing was found at either look.
    public var counts: String {
        let parts = kinds.map { "\($0.items.count) \($0.words)" }
        return parts.isEmpty ? "nothing then, nothing now" : parts.joined(separator: ", ")
    }
}
