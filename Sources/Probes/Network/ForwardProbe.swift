import Facts
import Hosts
import Text

/// Looks at the chain FORWARD of the table filter, which every packet between pods of two nodes passes: its policy and its rules.
///
/// iptables-nft-save loads nothing; iptables-legacy-save is asked only where the kernel has the legacy table already.
struct ForwardProbe: Probe {
    let name = "forward"
    let subject = "the firewall's chain FORWARD"
    let needs: [FactKey] = []
    let gives: [FactKey] = [FirewallFacts.forwardPolicy, FirewallFacts.forwardRules]

    func look(at host: any Host, knowing known: FactSet) async -> FactSet {
        var facts = FactSet()
        var policies: [(policy: String, command: String)] = []
        var rules: [Row<FirewallFacts.ForwardRule>] = []
        var reason: Reason?
        let loaded = await SmallFile.read(ProxyFamily.ipv4.legacyTables, limit: 4096, at: host).text ?? ""
        let kinds = ["nft"] + (loaded.split(separator: "\n").contains("filter") ? ["legacy"] : [])
        for kind in kinds {
            let command = Command("iptables-\(kind)-save", ["-t", "filter"], deadline: .seconds(3), limit: 8 << 20)
            do {
                let output = try await host.run(command)
                guard output.succeeded else {
                    reason = reason ?? "\(command.line) printed no rules: \(output.errorText.trimmed)"
                    continue
                }
                let table = ForwardTable(output.text)
                if let policy = table.policy { policies.append((policy, command.line)) }
                rules += table.rules.map {
                    Row([.chain: .text($0.chain), .rule: .text($0.rule)], from: Source(command.line, $0.rule))
                }
            } catch {
                if !error.isAbsence { reason = reason ?? error.reason }
            }
        }
        if let drop = policies.first(where: { $0.policy != "ACCEPT" }) ?? policies.first {
            facts.set(
                FirewallFacts.forwardPolicy, .text(drop.policy), from: Source(drop.command, ":FORWARD \(drop.policy)"))
            facts.set(FirewallFacts.forwardRules, rules, from: Source(drop.command))
        } else if let reason {
            facts.miss(gives, reason)
        } else {
            facts.setAbsent(FirewallFacts.forwardPolicy, from: Source("iptables-nft-save -t filter", "no chain FORWARD"))
            facts.set(FirewallFacts.forwardRules, [], from: Source("iptables-nft-save -t filter"))
        }
        return facts
    }
}

/// The chain FORWARD in the output of `iptables-save -t filter`, with the rules of every chain that it leads to.
struct ForwardTable: Sendable {
    private(set) var policy: String?
    private(set) var rules: [(chain: String, rule: String)] = []
    /// More than a person or an add-on writes there; the rest is of single pods.
    private static let most = 500

    init(_ text: String) {
        var byChain: [String: [String]] = [:]
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ")
            if words.count >= 2, words[0] == ":FORWARD" { policy = String(words[1]) }
            guard let at = words.firstIndex(of: "-A"), at + 1 < words.count else { continue }
            byChain[String(words[at + 1]), default: []].append(words[at...].joined(separator: " "))
        }
        var open = ["FORWARD"]
        var seen: Set<String> = ["FORWARD"]
        while let chain = open.popLast(), rules.count < Self.most {
            for rule in byChain[chain] ?? [] {
                rules.append((chain, rule))
                let words = rule.split(separator: " ").map(String.init)
                guard let jump = words.firstIndex(where: { $0 == "-j" || $0 == "-g" }), jump + 1 < words.count else { continue }
                let target = words[jump + 1]
                if byChain[target] != nil, seen.insert(target).inserted { open.append(target) }
            }
        }
    }
}
