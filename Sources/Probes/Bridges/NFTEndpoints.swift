import Facts
import Hosts

/// Reads `nft list table ip kube-proxy`, where kube-proxy's mode nftables has its rules: one row a chain of an endpoint, such as
/// `endpoint-5OJB2KTY-ns1/svc1/tcp/p80__10.180.0.1/80` (kubernetes 1.36 pkg/proxy/nftables/proxier.go).
enum NFTEndpoints {
    private static let mark = "jump mark-for-masquerade"

    static func rows(_ text: String, from origin: String) -> [Row] {
        chains(text).filter { $0.name.hasPrefix("endpoint-") }.compactMap { chain in
            guard let sent = chain.rules.first(where: { $0.contains(" dnat to ") }) else { return nil }
            let words = sent.split(separator: " ")
            guard let at = words.firstIndex(of: "to"), at + 1 < words.count else { return nil }
            let address = ServiceEndpoints.host(words[at + 1])
            let isMarked = chain.rules.contains { $0.hasSuffix(mark) && $0.split(separator: " ").contains(address[...]) }
            return Row(
                [
                    "chain": .text(chain.name), "address": .text(address), "service": .text(ifAny: service(chain.name)),
                    "isMasqueraded": .flag(isMarked), "wanted": .text("mark-for-masquerade"),
                ], from: Source(origin, "\(chain.name): \(sent)"))
        }
    }

    /// Whether the chain that masquerades does so, and packets that leave come to it.
    static func masquerades(_ text: String) -> Bool {
        let chains = chains(text)
        return chains.contains { $0.name == "masquerading" && $0.rules.contains { $0.hasPrefix("masquerade") } }
            && chains.contains { $0.rules.contains("jump masquerading") }
    }

    /// The chains with their rules, without the handles that `nft -a` adds.
    private static func chains(_ text: String) -> [(name: String, rules: [String])] {
        var found: [(name: String, rules: [String])] = []
        var isInside = false
        for line in text.split(separator: "\n") {
            let rule = String(line.trimmed.split(separator: "#").first ?? "").trimmed
            if rule.hasPrefix("chain "), rule.hasSuffix("{") {
                found.append((String(rule.dropFirst(6).dropLast(1)).trimmed, []))
                isInside = true
            } else if rule == "}" {
                isInside = false
            } else if isInside {
                found[found.count - 1].rules.append(rule)
            }
        }
        return found
    }

    /// `ns1/svc1:p80` of `endpoint-5OJB2KTY-ns1/svc1/tcp/p80__10.180.0.1/80`.
    private static func service(_ chain: String) -> String? {
        let named = chain.split(separator: "-", maxSplits: 2).last ?? ""
        let parts = named.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count >= 4 else { return nil }
        let port = parts[3].prefix { $0 != "_" }
        return "\(parts[0])/\(parts[1])" + (port.isEmpty ? "" : ":\(port)")
    }
}
