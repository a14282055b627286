/// A pattern that a pasted text shows, or nearly shows.
public struct RankedPattern: Sendable, Hashable {
    /// The pattern's index in the set.
    public var index: Int
    /// The text holds all of the pattern's literal pieces in order.
    public var isExact: Bool
    /// How many literal bytes matched, without blanks and quotes; where it is only near, how alike, between 0 and 1.
    public var score: Double
    /// The line of the text where the match begins, counted from 1; where it is only near, where the message begins.
    public var line: Int
}

/// Ranks patterns by how well a person's text shows them.
public struct PatternRanking: Sendable {
    /// A near match below this is chance.
    private static let leastScore = 0.3

    private let places: PatternPlaces
    private let pieces: [[[UInt8]]]
    private let table: GramTable
    /// How rare each stretch is, and all of a pattern together.
    private let rarities: [Double]
    private let weights: [Double]

    public init(_ patterns: [Pattern]) {
        places = PatternPlaces(patterns)
        pieces = places.pieces
        var table = GramTable(count: patterns.reduce(0) { $0 + $1.bytes.count })
        for pieces in pieces { table.add(pieces.flatMap(PatternRanking.grams)) }
        let rarities = table.holders.map { PatternRanking.rarity(Int($0), of: patterns.count) }
        weights = pieces.indices.map { index in
            table.numbers[table.starts[index]..<table.starts[index + 1]].reduce(0) { $0 + rarities[Int($1)] }
        }
        self.table = table
        self.rarities = rarities
    }

    /// The patterns that a text shows, best first: exact ones by how much of them matched, then near ones.
    public func rank(_ text: PastedText, limit: Int = 10) -> [RankedPattern] {
        var best = [RankedPattern?](repeating: nil, count: pieces.count)
        for record in text.records {
            let squeezed = Squeezed(record.text)
            let near = similarities(squeezed.bytes)
            for index in pieces.indices {
                var ranked: RankedPattern?
                if let place = exact(pieces[index], squeezed.bytes, isJoined: record.starts.count > 1) {
                    let bytes = pieces[index].reduce(0) { $0 + $1.count }
                    let line = record.line(at: Int(squeezed.places[place]))
                    ranked = RankedPattern(index: index, isExact: true, score: Double(bytes), line: line)
                } else if near[index] >= PatternRanking.leastScore {
                    ranked = RankedPattern(index: index, isExact: false, score: near[index], line: record.line(at: 0))
                }
                if let ranked, ranked.score > best[index]?.score ?? 0 { best[index] = ranked }
            }
        }
        let found = best.compactMap(\.self).sorted { ($0.score, $1.index) > ($1.score, $0.index) }
        return Array(found.prefix(limit))
    }

    /// Where the first piece stands, when all stand in order.
    private func exact(_ pieces: [[UInt8]], _ text: [UInt8], isJoined: Bool) -> Int? {
        text.withUnsafeBytes { bytes in
            bytes.baseAddress.flatMap { places.place(pieces, $0, bytes.count, isJoined: isJoined)?.lowerBound }
        }
    }

    /// For each pattern how alike a text is: the share of rare stretches that both have, of the pattern's or the text's.
    private func similarities(_ text: [UInt8]) -> [Double] {
        var isThere = [Bool](repeating: false, count: rarities.count)
        var whole = 0.0
        let rarest = PatternRanking.rarity(1, of: pieces.count)
        for gram in Set(PatternRanking.grams(text)) {
            guard let number = table.number(of: gram) else {
                // Names and numbers of the person's cluster count against a text, but only half.
                whole += rarest / 2
                continue
            }
            whole += rarities[number]
            isThere[number] = true
        }
        let shared = pieces.indices.map { index in
            table.numbers[table.starts[index]..<table.starts[index + 1]].reduce(0) {
                isThere[Int($1)] ? $0 + rarities[Int($1)] : $0
            }
        }
        // Less than about five rare stretches is a word, not a message, unless the text has no more.
        let least = min(5 * rarest, whole * 0.8)
        return shared.indices.map { index in
            guard shared[index] > 0, shared[index] >= least else { return 0 }
            let (ofPattern, ofText) = (shared[index] / weights[index], shared[index] / whole)
            return 0.99 * (0.75 * max(ofPattern, ofText) + 0.25 * min(ofPattern, ofText))
        }
    }

    /// The stretches of four bytes, letters lowered.
    private static func grams(_ bytes: [UInt8]) -> [UInt32] {
        guard bytes.count >= 4 else { return [] }
        var gram: UInt32 = 0
        var grams: [UInt32] = []
        grams.reserveCapacity(bytes.count)
        for (at, byte) in bytes.enumerated() {
            gram = gram << 8 | UInt32(byte >= 65 && byte <= 90 ? byte | 0x20 : byte)
            if at >= 3 { grams.append(gram) }
        }
        return grams
    }

    /// About the binary logarithm of 1 + all / holders.
    private static func rarity(_ holders: Int, of all: Int) -> Double {
        let ratio = 1 + Double(all) / Double(max(holders, 1))
        return Double(ratio.exponent) + ratio.significand - 1
    }
}

extension PatternSet {
    /// The patterns that a person's text shows or nearly shows, best first; see `PatternRanking`, which can be kept where
    /// more than one text is ranked.
    public func rank(_ text: String, limit: Int = 10) -> [RankedPattern] {
        PatternRanking(patterns).rank(PastedText(text), limit: limit)
    }
}
