import Diagnosis
import KnowledgeFormat
import Patterns
import Planning
import Redaction
import Text

/// Finds which known problems an error text, or a whole log, shows. Only what programs write is looked for; a text that shows
/// nothing known is said to show nothing.
public struct Explainer: Sendable {
    /// What a match is.
    public enum Kind: String, Sendable {
        case rule, recipe
        /// A word of `kubectl get`, with the ways on from there.
        case state
        /// Nothing is wrong: healthy nodes write it too.
        case expected
    }

    /// How a text fits a known one.
    public enum Fit: String, Sendable {
        /// All of the known text stands there.
        case exact
        /// A part of it does, or words differ.
        case near
    }

    /// A problem that a text shows, or the nearest to what it shows.
    public struct Match: Sendable, Equatable {
        /// The rule's or recipe's id, or that of the meaning itself.
        public var id: String
        public var kind: Kind
        public var isRule: Bool
        public var catalogue: [String]
        public var title: String
        /// What it means, whole sentences.
        public var says: String
        public var recipes: [String]
        /// The line that shows it; for one of `nearest`, which of the words led there.
        public var line: String
        /// How many lines show it; 0 for one of `nearest`.
        public var count: Int
        /// Who wrote the line, where that can be told.
        public var program: String?
        public var fits: Fit
    }

    /// What was found.
    public struct Answer: Sendable, Equatable {
        /// Best first.
        public var matches: [Match]
        /// Only where nothing matches: the three nearest pages of the search.
        public var nearest: [Match]
        /// What a log shows that has stopped before its end; best first.
        public var earlier: [Match] = []

        package init(matches: [Match], nearest: [Match], earlier: [Match] = []) {
            self.matches = matches
            self.nearest = nearest
            self.earlier = earlier
        }
    }

    /// Longer texts are logs: searched in one pass, line by line.
    public static let longestText = 64 << 10
    /// Near misses are looked for in a few lines only, in bytes and lines.
    static let longestQuestion = 4 << 10
    static let mostLines = 12
    /// A person asks about each of so few lines.
    private static let fewLines = 3
    /// A question in words is no longer, in bytes.
    private static let longestWords = 120
    /// More words than these make no search better.
    private static let mostWords = 40
    /// Wrapped lines are joined in texts up to this, in bytes.
    static let longestWrapped = 16 << 10
    /// From this likeness on (0 to 1) a text that is only a part of a known one, or has a word changed, counts as showing it.
    static let alike = 0.55
    /// Fewer telling letters than these are nothing to guess at.
    static let fewestLetters = 14
    /// What is less than this of the best match's value is chance.
    private static let leastShare = 0.12
    private static let mostMatches = 10

    let table: TextTable
    let set: PatternSet
    /// Built only where nothing is known of a text.
    private let search: @Sendable () -> RecipeSearch
    private let places: PatternPlaces

    public init(knowledge: KnowledgeBase, catalogue: [CatalogueEntry]) {
        table = TextTable(knowledge, catalogue)
        set = PatternSet(table.patterns)
        places = PatternPlaces(table.patterns)
        search = { RecipeSearch(knowledge.pages, rules: knowledge.rules, texts: knowledge.texts) }
    }

    /// Texts of the knowledge that say too little to be looked for; empty, or the knowledge has a fault.
    public var refusedTexts: [String] { table.refused }

    /// Explains a text that a person pasted, or a log.
    ///
    /// What it shows of the text is without secrets; it is searched as it is, for a secret's place may be a known text's.
    public func explain(_ text: [UInt8]) -> Answer {
        var log = LogExplaining(self)
        log.feed(text)
        let end = log.finish()
        guard text.count <= Self.longestText else { return answer(log.tally, end) }
        var tally = log.tally
        if tally.isEmpty, end.lines <= Self.fewLines {
            var asked = LogExplaining(self, isAsked: true)
            asked.feed(text)
            _ = asked.finish()
            tally = asked.tally
        }
        let isStructured = LogExplaining.isStructured(text)
        if text.count <= Self.longestWrapped, !isStructured { joined(text, into: &tally) }
        states(text, end.lines, isStructured: isStructured, into: &tally)
        guard tally.isCommon || tally.isHeadingOnly, !isStructured, text.count <= Self.longestQuestion else {
            return clean(answer(tally, end), of: text)
        }
        return clean(near(text, tally, end), of: text)
    }

    /// The answer with its lines as the text shows them that was freed of secrets as a whole: a secret's name may stand on the line
    /// before it.
    private func clean(_ answer: Answer, of text: [UInt8]) -> Answer {
        let clean = CleanText.of(text)
        guard clean != text else { return answer }
        let lines = zip(
            text.split(separator: 10, omittingEmptySubsequences: false),
            clean.split(separator: 10, omittingEmptySubsequences: false))
        let shown = Dictionary(
            lines.map { (Self.shown(Array($0)), Self.shown(Array($1))) }, uniquingKeysWith: { first, _ in first })
        var answer = answer
        for place in [\Answer.matches, \.nearest, \.earlier] {
            for index in answer[keyPath: place].indices {
                let line = answer[keyPath: place][index].line
                answer[keyPath: place][index].line = shown[line] ?? line
            }
        }
        return answer
    }

    /// Messages that were wrapped over lines, and what typographic quotes hide.
    private func joined(_ text: [UInt8], into tally: inout Tally) {
        var judging = LineJudging(table: table)
        let lines = text.split(separator: 10, omittingEmptySubsequences: false)
        for record in PastedText(String(decoding: text, as: UTF8.self)).records {
            let isOdd = record.text.contains { $0 >= 0x80 }
            guard record.starts.count > 1 || isOdd, let first = record.starts.first?.line, lines.indices.contains(first - 1)
            else {
                continue
            }
            let found = places.places(in: record).filter { isOdd || $0.firstLine != $0.lastLine }
            guard let place = found.first else { continue }
            let reading = LineReading(lines[first - 1])
            let shown = String(decoding: record.text, as: UTF8.self)
            tally.take(
                judging.judge(found, reading, text: shown.lowercased()), reading, number: place.firstLine,
                line: Self.shown(record.text))
        }
    }

    private func states(_ text: [UInt8], _ lines: Int, isStructured: Bool, into tally: inout Tally) {
        let words = StateWords(states: table.states, signs: StateSigns(text))
        var number = 0
        var isFound = false
        for line in text.split(separator: 10, omittingEmptySubsequences: false) {
            number += 1
            if isStructured, !LogExplaining.isSaid(Array(line)) { continue }
            let verdicts = words.judge(Array(line), isAlone: lines == 1)
            guard !verdicts.isEmpty else { continue }
            let reading = LineReading(line)
            if reading.isLogged { continue }
            isFound = true
            tally.take(verdicts, reading, number: number, line: Self.shown(Array(line)))
        }
        guard !isFound, tally.isEmpty, lines <= Self.mostLines, !isStructured else { return }
        let first = text.split(separator: 10).first.map(Array.init) ?? []
        guard !LineReading(first).isLogged else { return }
        tally.take(words.judgeExits(), LineReading(first), number: 1, line: Self.shown(first))
    }

    /// What comes near, where nothing or only how errors end is known.
    private func near(_ text: [UInt8], _ tally: Tally, _ end: Tally.End) -> Answer {
        let lines = text.split(separator: 10, omittingEmptySubsequences: false).filter { line in
            let reading = LineReading(line)
            // What kubeadm warns of is a complaint; other programs warn of much that is well.
            return line.contains { $0 > 32 } && Complaint.isMade(in: line)
                && (reading.level > .warning || reading.level == .warning && reading.program == "kubeadm")
                && (!tally.isHeadingOnly || line.last { $0 > 32 } != UInt8(ascii: ":"))
        }
        guard !lines.isEmpty, lines.count <= Self.mostLines else { return question(text, answer(tally, end)) }
        let asked = Array(lines.joined(separator: [10]))
        // Addresses and ports of the person's own are no words.
        let words = CommonWords.weigh(String(decoding: asked.filter { !(48...57).contains($0) }, as: UTF8.self))
        let least = tally.isHeadingOnly ? 0 : tally.seen.values.map(\.meaning).max() ?? 0
        // A common ending of a few words weighs little against what it may stand in; where it is half the text, it is the text.
        guard words.telling >= Self.fewestLetters, least < 0.15 * Double(words.all) else {
            let found = answer(tally, end)
            return found.matches.isEmpty ? unknown(asked, lines) : found
        }
        let ranked = set.rank(String(decoding: asked, as: UTF8.self), limit: 24).filter {
            !table.weight($0.index).isCommon
        }
        let best = answer(tally, end).matches
        var shown: [Match] = []
        let small = asked.map { $0 >= 65 && $0 <= 90 ? $0 | 0x20 : $0 }
        for hit in ranked where hit.isExact || hit.score >= Self.alike && tells(small, most: set.patterns[hit.index].source) {
            let weight = (hit.isExact ? 1 : hit.score) * min(Double(asked.count), table.weight(hit.index).meaning)
            guard weight > least * 1.5 else { continue }
            let line = lines.indices.contains(hit.line - 1) ? Array(lines[hit.line - 1]) : asked
            shown += matches(hit.index, line: Self.shown(line), count: 1)
        }
        if shown.isEmpty, best.isEmpty { shown = cut(lines) }
        if shown.isEmpty, tally.isHeadingOnly { shown = unknown(asked, lines).matches }
        let all = unique(shown + best)
        if !all.isEmpty { return Answer(matches: Array(all.prefix(Self.mostMatches)), nearest: []) }
        return unknown(asked, lines)
    }

    /// What says nothing known: the page of the program whose last word it is, or the nearest pages of the search.
    private func unknown(_ asked: [UInt8], _ lines: [ArraySlice<UInt8>]) -> Answer {
        let last = lines.last { line in
            let reading = LineReading(line)
            return reading.level == .fatal
                || reading.level == .error && reading.program.map(SpeakerPages.terse.contains) ?? false
        }
        guard let last, let program = LineReading(last).program, let pages = SpeakerPages.table[program] else {
            return Answer(matches: [], nearest: nearest(to: asked))
        }
        let found = pages.compactMap { id in table.topics.first { $0.id == id } }
        return Answer(
            matches: found.map { match($0, line: Self.shown(Array(last)), count: 1, program: program, fits: .near) }, nearest: [])
    }

    /// What lines that were cut off begin to say.
    private func cut(_ lines: [ArraySlice<UInt8>]) -> [Match] {
        lines.flatMap { line in
            places.begun(in: Array(line)).lazy.filter { !table.weight($0.index).isCommon }.prefix(2).flatMap {
                matches($0.index, line: Self.shown(Array(line)), count: 1)
            }
        }
    }

    /// A line without a sign of a program or a complaint may be a person's own words.
    private func question(_ text: [UInt8], _ answer: Answer) -> Answer {
        let line = Array(text.split(separator: 10).joined(separator: [32]))
        guard answer.matches.isEmpty, line.count <= Self.longestWords, LineReading(line) == LineReading([]),
            line.allSatisfy({ $0 >= 128 || $0 >= 97 && $0 <= 122 || $0 >= 65 && $0 <= 90 || $0 == 32 || $0 == 39 || $0 == 45 })
        else { return answer }
        return Answer(matches: [], nearest: nearest(to: line))
    }

    /// What the search finds for the words of a text of which nothing is known.
    private func nearest(to text: [UInt8]) -> [Match] {
        let words = SearchWords.of(String(decoding: text, as: UTF8.self)).map(\.written).filter { word in
            // Times, addresses and ids are the person's own.
            word.utf8.count(where: { $0 >= 48 && $0 <= 57 }) * 2 < word.utf8.count
        }
        guard !words.isEmpty else { return [] }
        let hits = search().hits(words.prefix(Self.mostWords).joined(separator: " "))
        return hits.prefix(3).map { hit in
            Match(
                id: hit.recipe.id, kind: hit.recipe.isState ? .state : .recipe, isRule: false,
                catalogue: hit.recipe.catalogue, title: hit.recipe.title, says: hit.recipe.about,
                recipes: [hit.recipe.id], line: hit.why, count: 0, program: nil, fits: .near)
        }
    }

    /// Whether two thirds of what is special in a known text stands in another, not only how errors end.
    private func tells(_ text: [UInt8], most pattern: String) -> Bool {
        let words = CommonWords.special(pattern)
        guard words.map(\.count).reduce(0, +) >= TextTable.fewestLetters else { return false }
        let there = words.filter { Bytes.place(of: $0, in: text) != nil }
        return there.map(\.count).reduce(0, +) * 3 >= words.map(\.count).reduce(0, +) * 2
    }

    /// A near text's ways on.
    private func matches(_ index: Int, line: String, count: Int) -> [Match] {
        table.entries[index].leads.filter(\.isOwn).map {
            match(table.topics[$0.topic], line: line, count: count, program: nil, fits: .near)
        }
    }

    func answer(_ tally: Tally, _ end: Tally.End) -> Answer {
        let ordered = tally.ordered(end)
        return Answer(
            matches: matches(ordered.filter { !$0.isPast }), nearest: [], earlier: matches(ordered.filter(\.isPast)))
    }

    private func matches(_ valued: [Tally.Valued]) -> [Match] {
        let least = (valued.first?.value ?? 0) * Self.leastShare
        return valued.prefix(Self.mostMatches).filter { $0.value >= least }.map { entry in
            match(
                table.topics[entry.topic], line: entry.seen.line, count: entry.seen.count, program: entry.seen.program,
                fits: .exact)
        }
    }

    private func match(_ topic: Topic, line: String, count: Int, program: String?, fits: Fit) -> Match {
        Match(
            id: topic.id, kind: topic.kind, isRule: topic.isRule, catalogue: topic.catalogue, title: topic.title,
            says: topic.says,
            recipes: topic.recipes, line: line, count: count, program: program, fits: fits)
    }

    private func unique(_ matches: [Match]) -> [Match] {
        var seen: Set<String> = []
        return matches.filter { seen.insert($0.id).inserted }
    }

    /// A line as it is shown, as far as it is worth showing: the one place where a person's text becomes output.
    static func shown(_ line: [UInt8]) -> String {
        // Without secrets, and cut only then: half a password has no sign of it.
        Sanitized.text(CleanText.of(Array(line.prefix(4800)), upTo: 600))
    }

    /// The places of a line's patterns, for what reads a log.
    func places(in line: [UInt8], number: Int, among patterns: [Int]) -> [PatternPlace] {
        places.places(in: line, number: number, among: patterns)
    }
}
