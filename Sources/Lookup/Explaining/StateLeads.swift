/// What a word for a state leads to.
struct StateLeads: Sendable {
    struct Way: Sendable {
        var exits: Set<Int>
        /// In small letters.
        var words: [[UInt8]]
        var places: [[UInt8]]
        var leads: [Int]
    }

    /// The state's own page.
    var topic: Int
    /// Nothing is wrong.
    var isExpected: Bool
    /// Where no way is clear, the likeliest first.
    var leads: [Int]
    var ways: [Way]

    /// The ways that are likely where it is.
    func ways(likelyBy signs: StateSigns) -> [Way] { ways.filter { way in way.places.contains { signs.has($0) } } }

    /// The ways that a text shows, by the words in it before the exit codes: OOMKilled says more than 137.
    func ways(shownBy signs: StateSigns) -> [Way] {
        let byWords = ways.filter { way in way.words.contains { signs.has($0) } }
        return byWords + ways.filter { way in !way.exits.isDisjoint(with: signs.exits) && !way.words.contains { signs.has($0) } }
    }
}
