/// IP addresses between text and bytes, without asking the system.
public enum IPAddress {
    /// The text of an address of 4 or 16 bytes; nil for another number of bytes.
    public static func text(_ bytes: some Collection<UInt8>) -> String? {
        let bytes = Array(bytes)
        if bytes.count == 4 { return bytes.map(String.init).joined(separator: ".") }
        guard bytes.count == 16 else { return nil }
        let groups = stride(from: 0, to: 16, by: 2).map { Int(bytes[$0]) << 8 | Int(bytes[$0 + 1]) }
        guard let gap = longestZeros(groups) else { return groups.map { String($0, radix: 16) }.joined(separator: ":") }
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

    /// The bytes of an IPv4 or IPv6 address; nil where the text is none.
    public static func bytes(_ text: some StringProtocol) -> [UInt8]? {
        text.contains(":") ? sixteen(Array(text.utf8)) : four(text)
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
