import Facts

/// Whether the chain FORWARD throws away what pods send each other: it drops by policy, and nothing in it accepts pods.
///
/// What accepts no pod: replies, what kube-proxy marked (KUBE-FORWARD, kubernetes 1.36 pkg/proxy/iptables/proxier.go), and what
/// comes from or goes to Docker's own bridges. Any other rule that accepts, or a chain of a network add-on, may: then nothing is said.
enum ForwardedPods {
    static let derivation = Derivation(gives: [FirewallFacts.dropsPods]) { facts in
        for key in [FirewallFacts.forwardPolicy, FirewallFacts.forwardRules] {
            if let reason = facts.reason(key) { return facts.miss(FirewallFacts.dropsPods, reason) }
        }
        let rules = facts.rows(FirewallFacts.forwardRules) ?? []
        let drops = facts.text(FirewallFacts.forwardPolicy) == "DROP" && !rules.contains { mayAccept($0.text(.rule) ?? "") }
        facts.set(FirewallFacts.dropsPods, .flag(drops), from: facts.sources(FirewallFacts.forwardPolicy))
    }

    /// Chains by which add-ons let pods pass, some of them by marks or programs that are not read here.
    private static let addOns = [
        "FLANNEL", "cali-", "CILIUM", "CNI-", "WEAVE", "KUBE-ROUTER", "KUBE-POD", "KUBE-NWPLCY", "ANTREA", "OVN",
    ]

    static func mayAccept(_ rule: String) -> Bool {
        let words = rule.split(separator: " ").map(String.init)
        guard let jump = words.lastIndex(where: { $0 == "-j" || $0 == "-g" }), jump + 1 < words.count else { return false }
        let target = words[jump + 1]
        if addOns.contains(where: { target.hasPrefix($0) || rule.hasPrefix("-A \($0)") }) { return true }
        guard target == "ACCEPT" else { return target.hasPrefix("NFQUEUE") || target == "QUEUE" }
        if rule.contains("--ctstate RELATED,ESTABLISHED") || rule.contains("--ctstate ESTABLISHED,RELATED") { return false }
        if rule.contains("--mark 0x4000/0x4000") || rule.contains("--ctstate DNAT") { return false }
        let interfaces = zip(words, words.dropFirst()).filter { $0.0 == "-i" || $0.0 == "-o" }.map(\.1)
        return !interfaces.contains { $0.hasPrefix("docker") || $0.hasPrefix("br-") }
    }
}
