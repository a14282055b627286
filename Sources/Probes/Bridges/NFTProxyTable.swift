import Facts
import Hosts
import Text

/// Reads `nft list table ip kube-proxy`, or `ip6`, where kube-proxy's mode nftables has its rules. A pod's connection to itself is
/// masqueraded in one of two ways (kubernetes pkg/proxy/nftables/proxier.go):
/// - up to 1.35, the chain of each endpoint, such as `endpoint-5OJB2KTY-ns1/svc1/tcp/p80__10.180.0.1/80`, marks what comes from
///   that endpoint, by the chain mark-for-masquerade or by itself;
/// - since 1.36, the chain masquerading asks the set hairpin-connections, which has the endpoints of this node. Most endpoints
///   have no chain any more: the chain of the Service names them in a map.
struct NFTProxyTable {
    private struct Chain {
        var name: String
        var rules: [String] = []
    }

    private static let set = "hairpin-connections"
    private var chains: [Chain] = []
    /// `10.244.0.8 . 10.244.0.8 . tcp . 9898`; nil where the table has no such set.
    private var hairpins: Set<String>?

    init(_ bytes: [UInt8]) {
        var isInChain = false
        var isInSet = false
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
            // Without the handles that `nft -a` adds.
            let text = String(decoding: line.prefix { $0 != UInt8(ascii: "#") }, as: UTF8.self).trimmed
            if text == "}" {
                isInChain = false
                isInSet = false
            } else if text.hasPrefix("chain "), text.hasSuffix("{") {
                chains.append(Chain(name: String(text.dropFirst(6).dropLast(1)).trimmed))
                isInChain = true
            } else if text == "set \(Self.set) {" {
                hairpins = []
                isInSet = true
            } else if isInChain {
                chains[chains.count - 1].rules.append(text)
            } else if isInSet {
                addElements(text)
            }
        }
    }

    /// Whether the chain that masquerades does so for marked connections, and packets that leave come to it.
    var masquerades: Bool {
        masquerading { !$0.contains("@\(Self.set)") }
            && chains.contains { $0.rules.contains("jump masquerading") }
    }

    /// Whether endpoints can be told from one another only by which of them are pods of this node.
    var needsPods: Bool { hairpins != nil }

    /// One row an endpoint; with the set, one an endpoint that is a pod of this node.
    func rows(from origin: String, pods: PodNames) -> [Row<BridgeFacts.Endpoint>] {
        guard let hairpins else { return chains.compactMap { markedRow($0, origin, pods) } }
        let isSetAsked = masquerading { $0.contains("@\(Self.set)") }
        var seen: Set<String> = []
        return chains.flatMap { chain in
            chain.rules.flatMap { rule in
                Self.destinations(rule).filter { pods.isPod($0.address) && seen.insert($0.connection).inserted }.map { found in
                    Row(
                        [
                            .chain: .text("masquerading"), .address: .text(found.address),
                            .pod: .text(pods.name(found.address)), .service: .text(ifAny: Self.service(chain.name)),
                            .isMasqueraded: .flag(isSetAsked && hairpins.contains(found.connection)),
                            .wanted: .text("the set \(Self.set)"),
                        ], from: Source(origin, "\(chain.name): \(rule.prefix(200))"))
                }
            }
        }
    }

    private func markedRow(_ chain: Chain, _ origin: String, _ pods: PodNames) -> Row<BridgeFacts.Endpoint>? {
        guard chain.name.hasPrefix("endpoint-"), let sent = chain.rules.first(where: { $0.contains(" dnat to ") }),
            let address = Self.destinations(sent).first?.address
        else { return nil }
        let isMarked = chain.rules.contains { rule in
            (rule.hasSuffix("jump mark-for-masquerade") || rule.contains("mark set"))
                && rule.split(separator: " ").contains(address[...])
        }
        return Row(
            [
                .chain: .text(chain.name), .address: .text(address), .pod: .text(pods.name(ofEndpoint: address)),
                .service: .text(ifAny: Self.service(chain.name)), .isMasqueraded: .flag(isMarked),
                .wanted: .text("a mark for its own address"),
            ], from: Source(origin, "\(chain.name): \(sent)"))
    }

    private mutating func addElements(_ line: String) {
        guard !line.hasPrefix("type "), !line.hasPrefix("comment ") else { return }
        for element in line.split(whereSeparator: { "{},=".contains($0) }).map(\.trimmed) where element.contains(" . ") {
            hairpins?.insert(element)
        }
    }

    /// Whether the chain masquerading has a rule of that kind that masquerades.
    private func masquerading(_ isOfKind: (String) -> Bool) -> Bool {
        chains.contains { chain in
            chain.name == "masquerading"
                && chain.rules.contains { isOfKind($0) && $0.split(separator: " ").contains("masquerade") }
        }
    }

    /// Where a rule sends connections: `meta l4proto tcp dnat to 10.244.0.7:8080`, or
    /// `meta l4proto tcp dnat ip to numgen random mod 2 map { 0 : 10.244.0.10 . 9898, 1 : 10.244.0.8 . 9898 }`.
    private static func destinations(_ rule: String) -> [(address: String, connection: String)] {
        let words = rule.split(separator: " ")
        guard let dnat = words.firstIndex(of: "dnat"), let to = words[dnat...].firstIndex(of: "to"), to + 1 < words.count
        else { return [] }
        let transport = words.firstIndex(of: "l4proto").flatMap { $0 + 1 < words.count ? words[$0 + 1] : nil } ?? "tcp"
        var pairs: [(address: String, port: Substring)] = []
        if words[to...].contains("map") {
            for at in words.indices where at > to && at + 1 < words.count && words[at] == "." {
                pairs.append((String(words[at - 1]), words[at + 1].prefix { $0 != "," }))
            }
        } else {
            pairs.append((NATTable.host(words[to + 1]), words[to + 1].split(separator: ":").last ?? ""))
        }
        return pairs.map { ($0.address, "\($0.address) . \($0.address) . \(transport) . \($0.port)") }
    }

    /// `ns1/svc1:p80` of `endpoint-5OJB2KTY-ns1/svc1/tcp/p80__10.180.0.1/80` or `service-ULMVA6XW-ns1/svc1/tcp/p80`.
    private static func service(_ chain: String) -> String? {
        let named = chain.split(separator: "-", maxSplits: 2).last ?? ""
        let parts = named.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count >= 4 else { return nil }
        let port = parts[3].split(separator: "__", omittingEmptySubsequences: false).first ?? ""
        return "\(parts[0])/\(parts[1])" + (port.isEmpty ? "" : ":\(port)")
    }
}
