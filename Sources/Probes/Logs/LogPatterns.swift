import Patterns

/// What one pass searches for: the rules' error texts, and after them the mark of systemd's own lines.
struct LogPatterns: Sendable {
    let set: PatternSet
    /// How many of them are rules'; the next is the mark.
    let rules: Int

    /// - Parameter texts: error texts as Go format strings; the knowledge compiler has checked that each can be searched for.
    init(_ texts: [String]) {
        let patterns = Set(texts).sorted().compactMap { try? Pattern($0) }
        rules = patterns.count
        set = PatternSet(patterns + [UnitMark.pattern].compactMap { try? Pattern($0) })
    }
}
