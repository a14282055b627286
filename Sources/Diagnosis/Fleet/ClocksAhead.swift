import Facts

/// Nodes whose clock is ahead of the machine that reads their captures: a capture cannot come from the future, so one of the two
/// clocks is wrong. A node that lags cannot be told from an old capture.
enum ClocksAhead {
    /// Seconds that are let pass: kubeadm signs with five minutes of grace, etcd warns from one second on.
    static let grace = 60

    static func findings(in members: [FleetMember], readAt: Instant?) -> [FleetFinding] {
        guard let readAt else { return [] }
        let ahead = members.filter { $0.taken.map { $0 - readAt > grace } ?? false }
        guard !ahead.isEmpty, ahead.count < members.count,
            let worst = ahead.compactMap({ member in member.taken.map { $0 - readAt } }).max()
        else { return [] }
        return [
            FleetFinding(
                "clocks-of-nodes-are-ahead", ["BY-ET-09"], "The clocks of some nodes are ahead of the others", .warning,
                says: """
                    The clocks of \(FleetFinding.names(ahead)) are up to \(worst) s ahead of this machine's, while those of the \
                    other \(members.count - ahead.count) nodes are not; all must agree. Check the time service on the former.
                    """,
                why: "Certificates and tokens that such a node makes are not yet valid elsewhere, and its leases expire early.",
                nodes: ahead,
                seen: { member in member.taken.map { FleetMember.Seen(value: $0.description, origin: "the node's clock") } })
        ]
    }
}
