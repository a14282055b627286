import Facts

/// A range of IPv4 or IPv6 addresses such as `10.244.0.0/16` or `fd00:10:244::/56`.
struct IPRange: Equatable {
    /// Four or sixteen bytes.
    let address: [UInt8]
    let length: Int

    init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let address = IPAddress.bytes(parts[0]), let length = Int(parts[1]),
            (0...address.count * 8).contains(length)
        else { return nil }
        self.address = address
        self.length = length
    }

    /// The range of a single address.
    init?(address text: some StringProtocol) {
        guard let address = IPAddress.bytes(text) else { return nil }
        self.address = address
        length = address.count * 8
    }

    /// Whether it is of one address only.
    var isSingle: Bool { length == address.count * 8 }

    /// Whether the other range lies in this one.
    func contains(_ other: IPRange) -> Bool {
        guard other.address.count == address.count, other.length >= length else { return false }
        let whole = length / 8
        guard address.prefix(whole) == other.address.prefix(whole) else { return false }
        let rest = length % 8
        guard rest > 0 else { return true }
        let mask = ~UInt8(0) << UInt8(8 - rest)
        return address[whole] & mask == other.address[whole] & mask
    }

    /// Whether any address is in both.
    func overlaps(_ other: IPRange) -> Bool { contains(other) || other.contains(self) }
}
