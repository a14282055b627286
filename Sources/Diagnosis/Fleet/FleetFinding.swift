/// What no node shows alone: a law that only several nodes together can break.
public struct FleetFinding: Sendable, Equatable {
    /// Kebab case, as a rule's id, and never reused.
    public var id: String
    /// Entries of the catalogue that it covers.
    public var catalogue: [String]
    public var title: String
    public var severity: Severity
    /// Whole sentences: the values found, the values wanted, what to do.
    public var says: String
    /// Why this breaks the cluster.
    public var why: String
    /// The nodes that it is about, sorted.
    public var nodes: [String]
    /// Where it was seen, a place a node, at most twelve.
    public var evidence: [Evidence]

    init(
        _ id: String, _ catalogue: [String], _ title: String, _ severity: Severity, says: String, why: String,
        nodes: some Sequence<FleetMember>, seen: (FleetMember) -> FleetMember.Seen?
    ) {
        (self.id, self.catalogue, self.title, self.severity) = (id, catalogue, title, severity)
        (self.says, self.why) = (says, why)
        let sorted = nodes.sorted { $0.name < $1.name }
        self.nodes = sorted.map(\.name).unique
        evidence = sorted.compactMap { node in seen(node).map(node.evidence) }.prefix(12).map(\.self)
    }

    /// Up to five names, and how many more.
    static func names(_ nodes: some Sequence<FleetMember>) -> String {
        let names = nodes.map(\.name).sorted().unique
        let shown = names.prefix(5).joined(separator: ", ")
        return names.count > 5 ? "\(shown) and \(names.count - 5) more" : shown
    }
}

extension Array where Element == String {
    /// Each once, in their order.
    var unique: [String] {
        var seen: Set<String> = []
        return filter { seen.insert($0).inserted }
    }
}
