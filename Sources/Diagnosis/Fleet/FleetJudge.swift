import Facts

/// Judges what many nodes show together. Pure: the same members give the same findings.
public enum FleetJudge {
    /// The findings, the worst first.
    ///
    /// - Parameter readAt: the clock of the machine that reads the captures; nil where it is not to be trusted.
    public static func findings(of members: [FleetMember], readAt: Instant? = nil) -> [FleetFinding] {
        let found =
            DuplicateIdentities.findings(in: members) + DifferingAuthorities.findings(in: members)
            + FleetVersions.findings(in: members) + PodRangeOverlaps.findings(in: members)
            + ClocksAhead.findings(in: members, readAt: readAt)
        return found.sorted { ($1.severity, $1.nodes.count, $0.id, $0.says) < ($0.severity, $0.nodes.count, $1.id, $1.says) }
    }

    /// The nodes by the authority that their kubelets trust: nodes of one cluster trust the same one. Nodes whose authority is
    /// not known belong to none.
    static func clusters(_ members: [FleetMember]) -> [[FleetMember]] {
        let known = members.filter { $0.authority != nil }
        return Dictionary(grouping: known) { $0.authority?.value ?? "" }.sorted { $0.key < $1.key }.map(\.value)
    }

    /// The members that share a value, where nodes of different names do.
    static func shared(_ members: [FleetMember], _ values: (FleetMember) -> [FleetMember.Seen]) -> [(String, [FleetMember])] {
        var holders: [String: [FleetMember]] = [:]
        for member in members { for value in values(member).map(\.value).unique { holders[value, default: []].append(member) } }
        return holders.filter { Set($0.value.map(\.name)).count > 1 }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
}
