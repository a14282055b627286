import Addresses
import Hosts
import Text

/// IP addresses as text, in the one form in which they can be compared: dotted, or RFC 5952.
enum AddressText {
    /// The text of an address of 4 or 16 bytes; nil for another number of bytes.
    static func text(_ bytes: some Collection<UInt8>) -> String? { IPAddress(bytes: bytes)?.description }

    /// A host as it can be compared: an address in its one form, a name in lower case without a final dot.
    static func canonical(_ host: some StringProtocol) -> String {
        if let address = IPAddress(host) { return address.description }
        let name = host.lowercased()
        return name.hasSuffix(".") ? String(name.dropLast()) : name
    }

    /// The first usable address of a range such as 10.96.0.0/12: the network's number plus one.
    static func first(in range: some StringProtocol) -> String? {
        let parts = range.split(separator: "/")
        guard parts.count == 2, let address = IPAddress(parts[0].trimmed), let length = Int(parts[1].trimmed) else { return nil }
        return IPRange(address, length: length)?.first.advanced(by: 1)?.description
    }

    /// Host and port of a URL such as https://[::1]:6443/path or of host:port.
    static func hostAndPort(_ url: some StringProtocol) -> (host: String, port: Int?)? {
        var rest = String(url)[...]
        var fallback: Int?
        if let scheme = rest.firstIndex(of: ":"), rest[scheme...].hasPrefix("://") {
            fallback = ["https": 443, "http": 80][rest[..<scheme].lowercased()]
            rest = rest[scheme...].dropFirst(3)
        }
        rest = rest.prefix { $0 != "/" && $0 != "?" }
        if let at = rest.lastIndex(of: "@") { rest = rest[rest.index(after: at)...] }
        let host: Substring
        if rest.hasPrefix("["), let close = rest.firstIndex(of: "]") {
            host = rest[rest.index(after: rest.startIndex)..<close]
            rest = rest[rest.index(after: close)...]
        } else {
            host = rest.prefix { $0 != ":" }
            rest = rest[host.endIndex...]
        }
        guard !host.isEmpty else { return nil }
        return (String(host), rest.hasPrefix(":") ? Int(rest.dropFirst()) : fallback)
    }
}
