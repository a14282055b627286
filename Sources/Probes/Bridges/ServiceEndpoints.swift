import Facts
import Hosts

/// Reads `iptables-save -t nat`: one row a KUBE-SEP chain.
enum ServiceEndpoints {
    /// Rules that only kube-proxy's iptables mode writes, one or more for each Service.
    static func serviceRules(_ text: String) -> Int {
        text.split(separator: "\n").count { $0.hasPrefix("-A KUBE-SVC-") || $0.hasPrefix("-A KUBE-SEP-") }
    }

    /// Whether marked connections are masqueraded: the chain is jumped to when they leave, and has the rule.
    static func masquerades(_ text: String) -> Bool {
        let lines = text.split(separator: "\n")
        return lines.contains { $0.hasPrefix("-A POSTROUTING ") && $0.hasSuffix("-j KUBE-POSTROUTING") }
            && lines.contains {
                $0.hasPrefix("-A KUBE-POSTROUTING ") && $0.contains("-j MASQUERADE") && !$0.contains("--match-set")
            }
    }

    /// ipvs mode: whether a pod's connection to itself is masqueraded by the set KUBE-LOOP-BACK (kubernetes 1.36
    /// pkg/proxy/ipvs/ipset.go).
    static func asksLoopBackSet(_ text: String) -> Bool {
        text.split(separator: "\n").contains {
            $0.hasPrefix("-A KUBE-POSTROUTING ") && $0.contains("--match-set KUBE-LOOP-BACK dst,dst,src")
                && $0.contains("-j MASQUERADE")
        }
    }

    /// The rules of ipvs mode use sets; those of iptables mode name each endpoint.
    static func isIPVS(_ text: String) -> Bool { text.contains("--match-set KUBE-CLUSTER-IP ") }

    static func rows(_ text: String, from origin: String) -> [Row] {
        var addresses: [Substring: (address: String, line: Substring)] = [:]
        var masqueraded: Set<Substring> = []
        for line in text.split(separator: "\n") where line.hasPrefix("-A KUBE-SEP-") {
            let words = line.split(separator: " ")
            let chain = words[1]
            if line.hasSuffix("-j KUBE-MARK-MASQ") {
                masqueraded.insert(chain)
            } else if let at = words.firstIndex(of: "--to-destination"), at + 1 < words.count {
                addresses[chain] = (host(words[at + 1]), line)
            }
        }
        return addresses.sorted { $0.key < $1.key }.map { chain, found in
            Row(
                [
                    "chain": .text(String(chain)), "address": .text(found.address), "service": .text(ifAny: service(found.line)),
                    "isMasqueraded": .flag(masqueraded.contains(chain)), "wanted": .text("KUBE-MARK-MASQ"),
                ], from: Source(origin, String(found.line)))
        }
    }

    /// The address of `10.244.0.5:8080` or `[fd00::5]:8080`.
    static func host(_ text: Substring) -> String {
        if text.hasPrefix("[") { return String(text.dropFirst().prefix { $0 != "]" }) }
        return String(text.prefix { $0 != ":" })
    }

    /// The name in kube-proxy's comment, `default/web:http`.
    private static func service(_ line: Substring) -> String? {
        guard let at = line.range(of: "--comment ") else { return nil }
        return String(line[at.upperBound...].drop { $0 == "\"" }.prefix { $0 != " " && $0 != "\"" })
    }
}

extension Substring {
    fileprivate func range(of word: String) -> Range<Substring.Index>? {
        var at = startIndex
        while at < endIndex {
            if self[at...].hasPrefix(word) { return at..<index(at, offsetBy: word.count) }
            at = index(after: at)
        }
        return nil
    }
}
