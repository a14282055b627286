import KnowledgeFormat

/// Some of the programs that write texts. Thousands of texts have such a set, so it is one word and no set of strings.
struct Programs: Sendable, Hashable {
    private var bits: UInt64 = 0

    private static let names = KnownText.programs.sorted()
    private static let places = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    /// Stands for a program that no line is ever known to be of.
    private static let other = 63

    init(_ name: String? = nil) {
        if let name { insert(name) }
    }

    var isEmpty: Bool { bits == 0 }
    var count: Int { bits.nonzeroBitCount }
    /// The first by name; nil where there is none, or only one that no line is known to be of.
    var first: String? { Self.names.indices.contains(bits.trailingZeroBitCount) ? Self.names[bits.trailingZeroBitCount] : nil }

    func contains(_ name: String) -> Bool { Self.places[name].map { bits >> UInt64($0) & 1 != 0 } ?? false }

    mutating func insert(_ name: String) { bits |= 1 << UInt64(Self.places[name] ?? Self.other) }
}
