import Addresses
import Facts

/// Whether the kubelet asks the API server through the proxy that its unit names: HTTPS_PROXY without an exception for the API
/// server's address in NO_PROXY (Go golang.org/x/net/http/httpproxy).
enum ProxyExceptions {
    static let derivation = Derivation(gives: [WebProxyFacts.kubeletAsksByProxy, WebProxyFacts.kubeletProxy]) { facts in
        let keys = [WebProxyFacts.kubeletAsksByProxy, WebProxyFacts.kubeletProxy]
        guard facts.rows(UnitFacts.units) != nil else {
            return facts.miss(keys, facts.reason(UnitFacts.units) ?? "The units were not read.")
        }
        let unit = facts.unit("kubelet.service")
        facts.set(WebProxyFacts.kubeletProxy, unit?[.httpsProxy] ?? .absent, from: unit.map { [$0.source] } ?? [])
        guard let unit, unit.text(.httpsProxy) != nil else {
            return facts.set(WebProxyFacts.kubeletAsksByProxy, false, from: unit.map { [$0.source] } ?? [])
        }
        if let reason = facts.reason(APIServerFacts.endpoint) { return facts.miss(WebProxyFacts.kubeletAsksByProxy, reason) }
        guard let endpoint = facts.text(APIServerFacts.endpoint), let host = host(of: endpoint) else {
            return facts.setAbsent(WebProxyFacts.kubeletAsksByProxy)
        }
        facts.set(
            WebProxyFacts.kubeletAsksByProxy, .flag(!isExcepted(host.name, port: host.port, unit.list(.noProxy))),
            from: [unit.source] + facts.sources(APIServerFacts.endpoint))
    }

    /// Host and port of `https://192.168.10.11:6443` or `https://[fd00::1]:6443`.
    private static func host(of url: String) -> (name: String, port: String)? {
        var rest = url[...]
        if let slashes = rest.firstRange(of: "://") { rest = rest[slashes.upperBound...] }
        rest = rest.prefix { $0 != "/" }
        if rest.hasPrefix("["), let close = rest.firstIndex(of: "]") {
            let port = rest[close...].dropFirst().drop { $0 == ":" }
            return (String(rest[rest.index(after: rest.startIndex)..<close]), port.isEmpty ? "443" : String(port))
        }
        let parts = rest.split(separator: ":", maxSplits: 1)
        guard let name = parts.first else { return nil }
        return (name.lowercased(), parts.count > 1 ? String(parts[1]) : "443")
    }

    static func isExcepted(_ host: String, port: String, _ exceptions: [String]) -> Bool {
        let address = IPAddress(host)
        // Go never asks a proxy for the machine itself.
        if host == "localhost" || host == "::1" || (address.map { !$0.isIPv6 && $0.bytes[0] == 127 } ?? false) {
            return true
        }
        return exceptions.contains { entry in
            let entry = entry.lowercased()
            if entry == "*" { return true }
            if let range = IPRange(entry) { return address.map { range.contains($0) } ?? false }
            var name = entry[...]
            if let colon = entry.lastIndex(of: ":"), IPAddress(entry) == nil {
                guard entry[entry.index(after: colon)...] == port[...] else { return false }
                name = entry[..<colon]
            }
            if let single = IPAddress(name) { return address == single }
            let bare = name.hasPrefix("*.") ? name.dropFirst(2) : name.hasPrefix(".") ? name.dropFirst() : name
            let isOnlyBelow = name.hasPrefix(".") || name.hasPrefix("*.")
            return host.hasSuffix("." + bare) || (!isOnlyBelow && host == bare)
        }
    }
}

extension Substring {
    fileprivate func firstRange(of word: String) -> Range<Substring.Index>? {
        var at = startIndex
        while at < endIndex {
            if self[at...].hasPrefix(word) { return at..<index(at, offsetBy: word.count) }
            at = index(after: at)
        }
        return nil
    }
}
