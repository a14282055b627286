import Addresses

/// What a proxy's address and the exceptions from it must be.
enum ProxyAddress {
    /// Why a proxy's address is not taken into a plan at all, without repeating it; nil where it holds no name or password.
    static func refusal(of text: String) -> String? {
        text.contains("@")
            ? "The proxy's URL contains a name or password, but a plan file must not hold secrets. Let the proxy recognize the machines by address."
            : nil
    }

    /// What is wrong with an address; nil for a good one, and for none.
    static func fault(_ text: String) -> String? {
        if text.isEmpty { return nil }
        if let refusal = refusal(of: text) { return refusal }
        return isURL(text) ? nil : "\"\(text)\" is not a URL of a proxy such as http://proxy.example:3128."
    }

    /// What is wrong with an exception.
    static func exceptionFault(_ text: String) -> String? {
        guard text.isEmpty || text.contains(where: { $0 == " " || $0 == "," || $0 == "/" }), IPRange(text) == nil else {
            return nil
        }
        return "\"\(text)\" is not a name, address or range. Give one in each entry, such as .example.internal or 10.0.0.0/8."
    }

    private static func isURL(_ text: String) -> Bool {
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
