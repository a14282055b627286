/// Finds that overlap become one, so that nothing that any of them covers stays.
enum SecretMatchUnion {
    /// Places that do not overlap, in order, which together cover just what the finds cover.
    ///
    /// - Parameter matches: the surest kind first: it names a place that several found alike.
    static func of(_ matches: [SecretMatch], in line: [UInt8]) -> [SecretMatch] {
        let ordered = matches.enumerated().filter { !$0.element.range.isEmpty }.sorted {
            ($0.element.range.lowerBound, $0.offset) < ($1.element.range.lowerBound, $1.offset)
        }
        var out: [SecretMatch] = []
        var group: [(offset: Int, element: SecretMatch)] = []
        var end = 0
        for match in ordered {
            if match.element.range.lowerBound >= end, !group.isEmpty {
                out.append(one(group, end, line))
                group = []
            }
            group.append(match)
            end = max(end, match.element.range.upperBound)
        }
        if !group.isEmpty { out.append(one(group, end, line)) }
        return out
    }

    private static func one(_ group: [(offset: Int, element: SecretMatch)], _ end: Int, _ line: [UInt8]) -> SecretMatch {
        let range = group[0].element.range.lowerBound..<end
        let matches = group.sorted { $0.offset < $1.offset }.map(\.element)
        if let whole = matches.first(where: { $0.range == range }), matches[0].range == range || !isBytes(matches[0]) {
            return whole
        }
        // A key within its quotes and line ends: what takes its place still tells the public half.
        for match in matches {
            guard case .bytes(let bytes) = match.replacement else { continue }
            let before = line[range.lowerBound..<match.range.lowerBound]
            let after = line[match.range.upperBound..<range.upperBound]
            if before.count + after.count <= 8, (before + after).allSatisfy(isTrim) {
                return SecretMatch(range, .bytes(before + bytes + after))
            }
        }
        for match in matches {
            if case .word = match.replacement { return SecretMatch(range, match.replacement) }
        }
        return SecretMatch(range, .word("value"))
    }

    private static func isBytes(_ match: SecretMatch) -> Bool {
        if case .bytes = match.replacement { true } else { false }
    }

    private static func isTrim(_ byte: UInt8) -> Bool { byte.isSpace || "\\nr\"'=".utf8.contains(byte) }
}
