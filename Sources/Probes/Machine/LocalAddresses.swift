/// The addresses of this machine's interfaces, from /proc: no program is needed.
enum LocalAddresses {
    /// Entries of /proc/net/fib_trie that are followed by `/32 host LOCAL`, each once.
    static func ipv4(inTrie text: String) -> [String] {
        var found: [String] = []
        var last = ""
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ")
            if words.count >= 2, words[words.count - 2] == "|--", let word = words.last {
                last = String(word)
            } else if words.count == 3, words[0] == "/32", words[1] == "host", words[2] == "LOCAL", !found.contains(last) {
                found.append(last)
            }
        }
        return found
    }

    /// The first field of each line of /proc/net/if_inet6, 32 hexadecimal digits, in its short form.
    static func ipv6(inTable text: String) -> [String] {
        text.split(separator: "\n").compactMap { line in
            let digits = Array(line.prefix { $0 != " " })
            guard digits.count == 32 else { return nil }
            let groups = stride(from: 0, to: 32, by: 4).map { Int(String(digits[$0..<$0 + 4]), radix: 16) ?? 0 }
            return short(groups)
        }
    }

    /// RFC 5952: the longest run of two or more zero groups becomes `::`.
    private static func short(_ groups: [Int]) -> String {
        var best = 0..<0
        var start = 0
        while start < groups.count {
            var end = start
            while end < groups.count, groups[end] == 0 { end += 1 }
            if end - start > max(best.count, 1) { best = start..<end }
            start = max(end, start + 1)
        }
        let hex = { (range: Range<Int>) in groups[range].map { String($0, radix: 16) }.joined(separator: ":") }
        return best.isEmpty ? hex(0..<8) : hex(0..<best.lowerBound) + "::" + hex(best.upperBound..<8)
    }
}
