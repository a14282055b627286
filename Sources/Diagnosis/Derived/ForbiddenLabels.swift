import Facts

/// Which labels of --node-labels a node may not give itself (kubernetes 1.36 cmd/kubelet/app/options and the NodeRestriction plugin).
enum ForbiddenLabels {
    static let derivation = Derivation(gives: [IdentityFacts.forbiddenLabels]) { facts in
        if let reason = facts.reason(KubeletFacts.flags) { return facts.miss(IdentityFacts.forbiddenLabels, reason) }
        var labels: [String] = []
        var sources: [Source] = []
        for row in facts.rows(KubeletFacts.flags) ?? [] where row.text(.name) == "node-labels" && row.flag(.isEffective) == true {
            let found = (row.text(.value) ?? "").split(separator: ",").map { String($0.prefix { $0 != "=" }) }.filter(
                isForbidden)
            if found.isEmpty { continue }
            labels += found
            sources.append(row.source)
        }
        facts.set(IdentityFacts.forbiddenLabels, .list(labels), from: sources)
    }

    private static let allowed: Set<String> = [
        "kubernetes.io/hostname", "kubernetes.io/arch", "kubernetes.io/os", "beta.kubernetes.io/arch", "beta.kubernetes.io/os",
        "beta.kubernetes.io/instance-type", "failure-domain.beta.kubernetes.io/region", "failure-domain.beta.kubernetes.io/zone",
        "topology.kubernetes.io/region", "topology.kubernetes.io/zone",
    ]

    /// Labels of Kubernetes' own domains, but those that the kubelet knows and those under kubelet. and node.kubernetes.io.
    static func isForbidden(_ label: String) -> Bool {
        guard let slash = label.firstIndex(of: "/"), !allowed.contains(label) else { return false }
        let domain = label[..<slash]
        func isUnder(_ parent: String) -> Bool { domain == parent || domain.hasSuffix("." + parent) }
        guard isUnder("kubernetes.io") || isUnder("k8s.io") else { return false }
        return !isUnder("kubelet.kubernetes.io") && !isUnder("node.kubernetes.io")
    }
}
