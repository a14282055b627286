/// Nodes that talk to the same API server and trust different authorities.
enum DifferingAuthorities {
    static func findings(in members: [FleetMember]) -> [FleetFinding] {
        // A loopback or local address is another server on every node.
        let remote = members.filter { $0.authority != nil && !isLocal($0.server?.value ?? "") }
        return Dictionary(grouping: remote) { $0.server?.value ?? "" }.sorted { $0.key < $1.key }.compactMap { server, nodes in
            let camps = Dictionary(grouping: nodes) { $0.authority?.value ?? "" }.values.sorted {
                ($0.count, $1[0].name) > ($1.count, $0[0].name)
            }
            guard camps.count > 1, let most = camps.first else { return nil }
            let others = camps.dropFirst().flatMap(\.self)
            return FleetFinding(
                "nodes-trust-different-authorities", ["BY-CT-03"], "Nodes of one API server trust different CAs", .error,
                says: """
                    \(FleetFinding.names(others)) trust a different CA for \(server) from the \(most.count) other nodes; all kubelets \
                    of a cluster must trust the CA that signed its API server's certificate. Run kubeadm reset and join \
                    again on the nodes that have the old CA.
                    """,
                why: "The CA was replaced, or the node belongs to another cluster: its kubelet refuses the API server.",
                nodes: others, seen: \.authority)
        }
    }

    private static func isLocal(_ server: String) -> Bool {
        server.isEmpty || ["//127.", "//localhost:", "//[::1]"].contains { server.contains($0) }
    }
}
