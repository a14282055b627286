/// Finds that overlap become one, so that nothing that any of them covers stays.
enum SpotUnion {
    /// Places that do not overlap, in order, which together cover just what the finds cover.
    ///
    /// - Parameter spots: the surest kind first: it names a place that several found alike.
    static func of(_ spots: [Spot], in line: [UInt8]) -> [Spot] {
        let ordered = spots.enumerated().filter { !$0.element.range.isEmpty }.sorted {
            ($0.element.range.lowerBound, $0.offset) < ($1.element.range.lowerBound, $1.offset)
        }
        var out: [Spot] = []
        var group: [(offset: Int, element: Spot)] = []
        var end = 0
        for spot in ordered {
            if spot.element.range.lowerBound >= end, !group.isEmpty {
                out.append(one(group, end, line))
                group = []
            }
            group.append(spot)
            end = max(end, spot.element.range.upperBound)
        }
        if !group.isEmpty { out.append(one(group, end, line)) }
        return out
    }

    private static func one(_ group: [(offset: Int, element: Spot)], _ end: Int, _ line: [UInt8]) -> Spot {
        let range = group[0].element.range.lowerBound..<end
        let spots = group.sorted { $0.offset < $1.offset }.map(\.element)
        if let whole = spots.first(where: { $0.range == range }), spots[0].range == range || !isBytes(spots[0]) { return whole }
        // A key within its quotes and line ends: what takes its place still tells the public half.
        for spot in spots {
            guard case .bytes(let bytes) = spot.replacement else { continue }
            let before = line[range.lowerBound..<spot.range.lowerBound]
            let after = line[spot.range.upperBound..<range.upperBound]
            if before.count + after.count <= 8, (before + after).allSatisfy(isTrim) {
                return Spot(range, .bytes(before + bytes + after))
            }
        }
        for spot in spots {
            if case .word = spot.replacement { return Spot(range, spot.replacement) }
        }
        return Spot(range, .word("value"))
    }

    private static func isBytes(_ spot: Spot) -> Bool {
        if case .bytes = spot.replacement { true } else { false }
    }

    private static func isTrim(_ byte: UInt8) -> Bool { byte.isSpace || "\\nr\"'=".utf8.contains(byte) }
}
