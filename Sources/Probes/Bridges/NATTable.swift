import Facts
import Hosts

/// The rules of Services in the output of `iptables-save -c -t nat` or ip6tables-save. Read once and over the bytes: a large cluster's table has
/// megabytes.
struct NATTable {
    /// A KUBE-SEP chain, which sends connections to one pod.
    struct Endpoint {
        var address: String
        var service: String?
        var rule: String
    }

    /// Rules that only kube-proxy's mode iptables writes, one or more for each Service.
    private(set) var serviceRules = 0
    /// Whether the rules use the sets of mode ipvs; those of mode iptables name each endpoint.
    private(set) var isIPVS = false
    /// Mode ipvs: whether a pod's connection to itself is masqueraded by the set KUBE-LOOP-BACK (kubernetes 1.36
    /// pkg/proxy/ipvs/ipset.go, proxier.go).
    private(set) var asksLoopBackSet = false
    private(set) var endpoints: [String: Endpoint] = [:]
    /// The chains that mark the pod's own connections, with how many of them they have marked; nil without counters.
    private(set) var marks: [String: Int?] = [:]
    private var leadsToPostrouting = false
    private var hasMasquerade = false

    /// Whether marked connections are masqueraded: the chain is jumped to when they leave, and has the rule.
    var masquerades: Bool { leadsToPostrouting && hasMasquerade }

    init(_ bytes: [UInt8]) {
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
            let (packets, rule) = Self.counted(line)
            guard rule.starts(with: "-A ".utf8) else { continue }
            if rule.starts(with: "-A KUBE-SEP-".utf8) {
                serviceRules += 1
                addEndpoint(Substring(decoding: rule, as: UTF8.self), packets)
            } else if rule.starts(with: "-A KUBE-SVC-".utf8) {
                serviceRules += 1
            } else if rule.starts(with: "-A KUBE-SERVICES ".utf8) {
                if !isIPVS, rule.has(word: "KUBE-CLUSTER-IP") || rule.has(word: "KUBE-6-CLUSTER-IP") { isIPVS = true }
            } else if rule.starts(with: "-A POSTROUTING ".utf8) {
                if rule.ends(with: "-j KUBE-POSTROUTING") { leadsToPostrouting = true }
            } else if rule.starts(with: "-A KUBE-POSTROUTING ".utf8), rule.has(word: "MASQUERADE") {
                if !rule.has(word: "--match-set") { hasMasquerade = true }
                if rule.has(word: "KUBE-LOOP-BACK") || rule.has(word: "KUBE-6-LOOP-BACK"), rule.has(word: "dst,dst,src") {
                    asksLoopBackSet = true
                }
            }
        }
    }

    /// One row an endpoint.
    func rows(from origin: String, pods: PodNames) -> [Row<BridgeFacts.Endpoint>] {
        endpoints.sorted { $0.key < $1.key }.map { chain, endpoint in
            Row(
                [
                    .chain: .text(chain), .address: .text(endpoint.address),
                    .pod: .text(pods.name(ofEndpoint: endpoint.address)),
                    .service: .text(ifAny: endpoint.service), .isMasqueraded: .flag(marks[chain] != nil),
                    .tries: .integer(ifAny: marks[chain] ?? nil), .wanted: .text("KUBE-MARK-MASQ"),
                ], from: Source(origin, endpoint.rule))
        }
    }

    /// The packets of `[15:900] -A …`, and the rule.
    private static func counted(_ line: ArraySlice<UInt8>) -> (packets: Int?, rule: ArraySlice<UInt8>) {
        guard line.first == UInt8(ascii: "["), let end = line.firstIndex(of: UInt8(ascii: "]")) else { return (nil, line) }
        let counters = line[line.index(after: line.startIndex)..<end]
        let packets = Int(String(decoding: counters.prefix { $0 != UInt8(ascii: ":") }, as: UTF8.self))
        return (packets, line[line.index(after: end)...].drop { $0 == UInt8(ascii: " ") })
    }

    private mutating func addEndpoint(_ rule: Substring, _ packets: Int?) {
        let words = rule.split(separator: " ")
        let chain = String(words[1])
        if words.last == "KUBE-MARK-MASQ" {
            marks[chain] = .some(packets)
        } else if let at = words.firstIndex(of: "--to-destination"), at + 1 < words.count {
            let comment = words.firstIndex(of: "--comment").flatMap { $0 + 1 < words.count ? words[$0 + 1] : nil }
            let service = comment.map { $0.filter { $0 != "\"" } }
            endpoints[chain] = Endpoint(address: Self.host(words[at + 1]), service: service, rule: String(rule))
        }
    }

    /// The address of `10.244.0.5:8080` or `[fd00::5]:8080`.
    static func host(_ text: Substring) -> String {
        if text.hasPrefix("[") { return String(text.dropFirst().prefix { $0 != "]" }) }
        return String(text.prefix { $0 != ":" })
    }
}

extension ArraySlice<UInt8> {
    fileprivate func has(word: String) -> Bool {
        split(separator: UInt8(ascii: " ")).contains { $0.elementsEqual(word.utf8) }
    }

    fileprivate func ends(with text: String) -> Bool { suffix(text.utf8.count).elementsEqual(text.utf8) }
}
