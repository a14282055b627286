/// Versions that may not meet in one cluster (Kubernetes version skew policy, read 2026-08: a kubelet is never newer than an API
/// server and at most three minor versions older, from 1.28 on; API servers are within one minor version).
enum FleetVersions {
    static func findings(in members: [FleetMember]) -> [FleetFinding] {
        FleetJudge.clusters(members).flatMap { cluster in
            apiServers(cluster) + kubelets(cluster) + runtimes(cluster)
        }
    }

    private static func version(_ seen: FleetMember.Seen?) -> MinorVersion? { seen.flatMap { MinorVersion($0.value) } }

    private static func apiServers(_ cluster: [FleetMember]) -> [FleetFinding] {
        let versions = cluster.compactMap { version($0.apiServer) }
        guard let oldest = versions.min(), let newest = versions.max(), newest.minor - oldest.minor > 1 else { return [] }
        return [
            FleetFinding(
                "api-servers-differ-by-more-than-one-minor", ["SD-PR-16"], "API servers are more than one minor version apart",
                .error,
                says: """
                    The API servers of one cluster run \(oldest) and \(newest); they may be at most one minor version apart, during \
                    an upgrade. Upgrade the older ones one minor version at a time.
                    """,
                why: "An older API server cannot read everything that a newer one has stored.",
                nodes: cluster.filter { version($0.apiServer) != nil }, seen: \.apiServer)
        ]
    }

    private static func kubelets(_ cluster: [FleetMember]) -> [FleetFinding] {
        let servers = cluster.compactMap { version($0.apiServer) }
        guard let oldest = servers.min(), let newest = servers.max() else { return [] }
        let tooNew = cluster.filter { version($0.kubelet).map { $0 > oldest } ?? false }
        let reach = newest.minor >= 28 ? 3 : 2
        let tooOld = cluster.filter { version($0.kubelet).map { newest.minor - $0.minor > reach } ?? false }
        var findings: [FleetFinding] = []
        if !tooNew.isEmpty {
            findings.append(
                FleetFinding(
                    "kubelets-newer-than-an-api-server", ["SD-PR-16"], "Kubelets are newer than an API server", .error,
                    says: """
                        \(FleetFinding.names(tooNew)) run kubelets newer than \(oldest), which an API server of their cluster runs; a \
                        kubelet may not be newer. Upgrade the control plane first.
                        """,
                    why: "A newer kubelet uses features that an older API server does not have.", nodes: tooNew, seen: \.kubelet))
        }
        if !tooOld.isEmpty {
            findings.append(
                FleetFinding(
                    "kubelets-too-old-for-an-api-server", ["SD-PR-16"], "Kubelets are too old for an API server", .error,
                    says: """
                        \(FleetFinding.names(tooOld)) run kubelets more than \(reach) minor versions older than \(newest), which an API \
                        server of their cluster runs. Upgrade these kubelets.
                        """,
                    why: "Kubernetes supports older kubelets only within that version skew.", nodes: tooOld, seen: \.kubelet))
        }
        return findings
    }

    /// Not wrong in itself: it says which nodes an upgrade left behind.
    private static func runtimes(_ cluster: [FleetMember]) -> [FleetFinding] {
        let groups = Dictionary(grouping: cluster.filter { $0.runtime != nil }) { minor($0.runtime?.value ?? "") }
        let sorted = groups.sorted { ($0.value.count, $1.key) > ($1.value.count, $0.key) }
        guard sorted.count > 1, let most = sorted.first else { return [] }
        let others = sorted.dropFirst().flatMap(\.value)
        let list = sorted.map { "\($0.key) on \($0.value.count)" }.joined(separator: ", ")
        return [
            FleetFinding(
                "nodes-run-different-runtimes", [], "Nodes of one cluster run different runtimes", .notice,
                says: """
                    The nodes of one cluster run \(list). That works; if it is not intended, move \(FleetFinding.names(others)) to \
                    \(most.key).
                    """,
                why:
                    "Runtime versions differ in what they allow and in their defaults, so pods behave differently from node to node.",
                nodes: others, seen: \.runtime)
        ]
    }

    /// `containerd 2.1` of `containerd v2.1.4`.
    private static func minor(_ runtime: String) -> String {
        let parts = runtime.split(separator: " ")
        guard parts.count == 2 else { return runtime }
        let numbers = parts[1].drop { $0 == "v" }.split(separator: ".")
        return numbers.count < 2 ? runtime : "\(parts[0]) \(numbers[0]).\(numbers[1])"
    }
}
