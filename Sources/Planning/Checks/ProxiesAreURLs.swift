import Addresses

/// Proxies are URLs, and the cluster's own ranges are reached without them.
package struct ProxiesAreURLs: PlanCheck {
    func problems(_ checked: CheckedPlan) -> [PlanProblem] {
        let proxy = checked.plan.proxy
        var out: [PlanProblem] = []
        for (field, text) in [("http", proxy.http), ("https", proxy.https)] where !text.isEmpty {
            let path = "spec.proxy.\(field)"
            if let refusal = Self.refusal(of: text) {
                out.append(PlanProblem(path, refusal))
            } else if !isURL(text) {
                out.append(PlanProblem(path, "\"\(text)\" is no URL of a proxy such as http://proxy.example:3128."))
            }
        }
        for (index, text) in proxy.exceptions.enumerated()
        where text.isEmpty || text.contains(where: { $0 == " " || $0 == "," || $0 == "/" }) {
            if IPRange(text) != nil { continue }
            out.append(
                PlanProblem(
                    "spec.proxy.exceptions[\(index)]",
                    "\"\(text)\" is no name, address or range. Give one in each entry, such as .example.internal or 10.0.0.0/8."))
        }
        return out
    }

    /// Why a proxy's address is not taken into a plan at all, without repeating it; nil where it holds no name or password.
    package static func refusal(of text: String) -> String? {
        text.contains("@")
            ? "The proxy's URL carries a name or password, and a plan file holds no secrets. Let the proxy know the machines by address."
            : nil
    }

    private func isURL(_ text: String) -> Bool {
        guard let scheme = ["http://", "https://"].first(where: text.hasPrefix) else { return false }
        var rest = text.dropFirst(scheme.count)
        if rest.hasSuffix("/") { rest.removeLast() }
        var host = rest
        if let colon = rest.lastIndex(of: ":"), !rest.hasSuffix("]") {
            guard let port = Int(rest[rest.index(after: colon)...]), (1...65535).contains(port) else { return false }
            host = rest[..<colon]
        }
        if host.hasPrefix("["), host.hasSuffix("]") { return IPAddress(host.dropFirst().dropLast()) != nil }
        return IPAddress(host) != nil || NameForm.isDNSName(host.lowercased())
    }
}
