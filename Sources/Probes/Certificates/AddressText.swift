import Facts
import Hosts

/// IP addresses as text, in the one form in which they can be compared: dotted, or RFC 5952.
enum AddressText {
    /// The text of an address of 4 or 16 bytes; nil for another number of bytes.
    static func text(_ bytes: some Collection<UInt8>) -> String? { IPAddress.text(bytes) }

    /// The bytes of an IPv4 or IPv6 address; nil where the text is none.
    static func bytes(_ text: some StringProtocol) -> [UInt8]? { IPAddress.bytes(text) }

    /// A host as it can be compared: an address in its one form, a name in lower case without a final dot.
    static func canonical(_ host: some StringProtocol) -> String {
        if let bytes = bytes(host), let text = text(bytes) { return text }
        let name = host.lowercased()
        return name.hasSuffix(".") ? String(name.dropLast()) : name
    }

    /// The first usable address of a range such as 10.96.0.0/12: the network's number plus one.
    static func first(in range: some StringProtocol) -> String? {
        let parts = range.split(separator: "/")
        guard parts.count == 2, var bytes = bytes(parts[0].trimmed), let length = Int(parts[1].trimmed),
            (0...bytes.count * 8).contains(length)
        else {
            return nil
        }
        for bit in length..<bytes.count * 8 { bytes[bit / 8] &= ~(UInt8(128) >> UInt8(bit % 8)) }
        for index in bytes.indices.reversed() {
            bytes[index] &+= 1
            if bytes[index] != 0 { break }
        }
        return text(bytes)
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
