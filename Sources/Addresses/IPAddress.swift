/// An IPv4 or IPv6 address, compared by its bytes, written in one form: dotted, or as RFC 5952 has it.
public struct IPAddress: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// Four bytes or sixteen, in network order.
    public let bytes: [UInt8]

    /// Takes four or sixteen bytes; nil for another number.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 4 || bytes.count == 16 else { return nil }
        self.bytes = Array(bytes)
    }

    /// Reads `192.0.2.1`, `2001:db8::1`, `::ffff:192.0.2.1`, and a zone after `%`, which is dropped; nil where the text is none.
    public init?(_ text: some StringProtocol) {
        guard let bytes = text.contains(":") ? Self.sixteen(Array(text.utf8)) : Self.four(text) else { return nil }
        self.bytes = bytes
    }

    public var isIPv6: Bool { bytes.count == 16 }

    /// IPv4 before IPv6, then by number.
    public static func < (a: IPAddress, b: IPAddress) -> Bool {
        a.bytes.count == b.bytes.count ? a.bytes.lexicographicallyPrecedes(b.bytes) : a.bytes.count < b.bytes.count
    }

    /// The address this many further on; nil where the family ends before it.
    public func advanced(by count: Int) -> IPAddress? {
        var bytes = bytes
        var carry = count
        for index in bytes.indices.reversed() {
            let sum = Int(bytes[index]) + carry
            bytes[index] = UInt8(truncatingIfNeeded: sum)
            carry = sum >> 8
            if carry == 0 { break }
        }
        return carry == 0 ? IPAddress(bytes: bytes) : nil
    }

    public var description: String {
        if bytes.count == 4 { return bytes.map(String.init).joined(separator: ".") }
        let groups = stride(from: 0, to: 16, by: 2).map { Int(bytes[$0]) << 8 | Int(bytes[$0 + 1]) }
        guard let gap = Self.longestZeros(groups) else { return groups.map { String($0, radix: 16) }.joined(separator: ":") }
        let head = groups[..<gap.lowerBound].map { String($0, radix: 16) }.joined(separator: ":")
        let tail = groups[gap.upperBound...].map { String($0, radix: 16) }.joined(separator: ":")
        return head + "::" + tail
    }

    private static func longestZeros(_ groups: [Int]) -> Range<Int>? {
        var best: Range<Int>?
        var start: Int?
        for index in 0...groups.count {
            if index < groups.count, groups[index] == 0 {
                start = start ?? index
            } else if let begun = start {
                if index - begun > max(1, best?.count ?? 0) { best = begun..<index }
                start = nil
            }
        }
        return best
    }

    private static func four(_ text: some StringProtocol) -> [UInt8]? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var out: [UInt8] = []
        for part in parts {
            guard (1...3).contains(part.utf8.count), part.utf8.allSatisfy({ (48...57).contains($0) }), let number = UInt8(part)
            else { return nil }
            out.append(number)
        }
        return out
    }

    private static func sixteen(_ text: [UInt8]) -> [UInt8]? {
        let words = String(decoding: text.prefix { $0 != 37 }, as: UTF8.self)
        var halves: [[UInt8]] = [[]]
        var parts = words.split(separator: ":", omittingEmptySubsequences: false)
        if words.hasPrefix(":") {
            guard words.hasPrefix("::") else { return nil }
            parts.removeFirst()
        }
        if words.hasSuffix(":") {
            guard words.hasSuffix("::"), parts.count > 1 else { return nil }
            parts.removeLast()
        }
        for (index, part) in parts.enumerated() {
            if part.isEmpty {
                guard halves.count == 1 else { return nil }
                halves.append([])
            } else if index == parts.count - 1, part.contains(".") {
                guard let four = four(part) else { return nil }
                halves[halves.count - 1] += four
            } else {
                guard part.utf8.count <= 4, let group = UInt16(part, radix: 16) else { return nil }
                halves[halves.count - 1] += [UInt8(group >> 8), UInt8(group & 255)]
            }
        }
        let count = halves.reduce(0) { $0 + $1.count }
        if halves.count == 1 { return count == 16 ? halves[0] : nil }
        guard count <= 14 else { return nil }
        return halves[0] + [UInt8](repeating: 0, count: 16 - count) + halves[1]
    }
}
