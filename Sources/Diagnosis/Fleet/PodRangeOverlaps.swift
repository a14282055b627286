import Addresses

/// Nodes of one cluster whose pod networks overlap.
enum PodRangeOverlaps {
    static func findings(in members: [FleetMember]) -> [FleetFinding] {
        FleetJudge.clusters(members).flatMap(findings(inCluster:))
    }

    private static func findings(inCluster cluster: [FleetMember]) -> [FleetFinding] {
        var ranges = cluster.flatMap { member in
            member.podRanges.compactMap { seen in IPRange(seen.value).map { (range: $0, seen: seen, member: member) } }
        }
        // By their first address, a wider one first: whoever overlaps an earlier range overlaps the widest that is still open.
        ranges.sort { ($0.range.first, $0.range.length, $0.member.name) < ($1.range.first, $1.range.length, $1.member.name) }
        var findings: [FleetFinding] = []
        var open: (range: IPRange, seen: FleetMember.Seen, member: FleetMember)?
        for entry in ranges {
            guard let earlier = open, earlier.range.contains(entry.range) else {
                open = entry
                continue
            }
            guard earlier.member.name != entry.member.name else { continue }
            findings.append(finding(earlier.member, earlier.seen, entry.member, entry.seen))
        }
        return findings
    }

    private static func finding(
        _ one: FleetMember, _ oneRange: FleetMember.Seen, _ other: FleetMember, _ otherRange: FleetMember.Seen
    ) -> FleetFinding {
        FleetFinding(
            "pod-networks-of-nodes-overlap", [], "The pod networks of two nodes overlap", .error,
            says: """
                \(one.name) has the pod network \(oneRange.value) and \(other.name) has \(otherRange.value); each node needs a range \
                of its own. Delete the Node object of the one that joined last and restart its kubelet, so that it gets a new range.
                """,
            why: "Pods on the two nodes can get the same address, and routes send the packets of one to the other.",
            nodes: [one, other], seen: { $0.name == one.name ? oneRange : otherRange })
    }
}
