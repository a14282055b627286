/// A range of addresses such as `10.244.0.0/16` or `fd00:10:244::/56`.
public struct IPRange: Sendable, Hashable, CustomStringConvertible {
    /// The range's first address: the bits after the length are zero.
    public let first: IPAddress
    /// How many leading bits all its addresses share.
    public let length: Int
    /// Whether the text it was read from named its first address, as `10.244.3.1/16` does not.
    public let isExact: Bool

    /// Reads a range in CIDR form; nil where the text is none. Bits after the length are cleared.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let address = IPAddress(parts[0]), !parts[1].isEmpty,
            parts[1].utf8.allSatisfy({ (48...57).contains($0) }), let length = Int(parts[1])
        else { return nil }
        self.init(address, length: length)
    }

    /// The range of this length that holds the address; nil where the length is out of range.
    public init?(_ address: IPAddress, length: Int) {
        guard (0...address.bytes.count * 8).contains(length) else { return nil }
        var bytes = address.bytes
        for index in bytes.indices {
            let kept = min(8, max(0, length - index * 8))
            bytes[index] &= kept == 0 ? 0 : ~UInt8(0) << UInt8(8 - kept)
        }
        // As many bytes as before, so it is an address.
        self.first = IPAddress(bytes: bytes) ?? address
        self.length = length
        isExact = bytes == address.bytes
    }

    /// The range of a single address.
    public init(_ address: IPAddress) {
        first = address
        length = address.bytes.count * 8
        isExact = true
    }

    public var isIPv6: Bool { first.isIPv6 }
    /// How many trailing bits differ between its addresses.
    public var hostBits: Int { first.bytes.count * 8 - length }
    /// How many addresses it has; `Int.max` where there are more than that.
    public var count: Int { hostBits >= 62 ? .max : 1 << hostBits }
    public var isSingle: Bool { hostBits == 0 }
    public var description: String { "\(first)/\(length)" }

    public func contains(_ address: IPAddress) -> Bool { contains(IPRange(address)) }

    /// Whether the other range lies in this one.
    public func contains(_ other: IPRange) -> Bool {
        guard other.isIPv6 == isIPv6, other.length >= length else { return false }
        return IPRange(other.first, length: length)?.first == first
    }

    /// Whether any address is in both.
    public func overlaps(_ other: IPRange) -> Bool { contains(other) || other.contains(self) }

    /// The address at this place of the range, counted from zero; nil where the range is shorter.
    public func address(at index: Int) -> IPAddress? {
        index >= 0 && index < count ? first.advanced(by: index) : nil
    }

    /// Same addresses, however it was written.
    public static func == (a: IPRange, b: IPRange) -> Bool { a.first == b.first && a.length == b.length }
    public func hash(into hasher: inout Hasher) {
        hasher.combine(first)
        hasher.combine(length)
    }
}
