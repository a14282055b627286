import Facts

extension Report {
    /// What matters on such a node and could not be judged, a sentence each: hundreds of unknowns are not health.
    public var unseen: [String] {
        let mattering: Set<Rung> = [.runtime, .kubelet, .etcd, .apiserver]
        var sentences = ladder.filter { mattering.contains($0.rung) && $0.state == .unknown }.map {
            "\($0.rung.words): \($0.says)"
        }
        let certificates = unknown.filter { item in item.gaps.contains { $0.fact.hasPrefix("certificates") } }
        if let gap = certificates.first?.gaps.first(where: { $0.fact.hasPrefix("certificates") }) {
            sentences.append("Certificates: \(gap.reason)")
        }
        sentences += unjudgedAreas(beside: sentences)
        if sentences.isEmpty, unknown.count > clear {
            sentences.append(
                "\(unknown.count) of \(unknown.count + clear) rules could not be judged: \(unknown.first?.gaps.first?.reason.words ?? "")"
            )
        }
        return sentences
    }

    /// The runtime and the kubelet can answer and still be unjudged: by their settings, or because looking at them was given up.
    /// Where something is found, that comes first.
    private func unjudgedAreas(beside sentences: [String]) -> [String] {
        guard (worst ?? .notice) < .warning else { return [] }
        let areas = [(Rung.runtime, ["runtime.", "containerd.", "crio."]), (Rung.kubelet, ["kubelet."])]
        return areas.compactMap { rung, prefixes in
            // What an expected state explains, as before a join, is not hidden: it is not there yet.
            let isExpected = ladder.contains { $0.rung == rung && $0.state == .notHere }
            guard !isExpected, !sentences.contains(where: { $0.hasPrefix(rung.words) }) else { return nil }
            let gap = unknown.lazy.flatMap(\.gaps).first { gap in
                prefixes.contains { gap.fact.hasPrefix($0) } && gap.reason.kind != .unrecorded
            }
            return gap.map { "\(rung.words): \($0.reason)" }
        }
    }
}

extension Rung {
    /// The rung's name for people.
    public var words: String {
        switch self {
        case .host: "Host"
        case .runtime: "Runtime"
        case .kubelet: "Kubelet"
        case .etcd: "etcd"
        case .apiserver: "API server"
        case .node: "Node"
        case .network: "Network"
        case .dns: "DNS"
        case .workloads: "Workloads"
        }
    }
}
