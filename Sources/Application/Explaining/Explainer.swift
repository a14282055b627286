import Diagnosis
import Hosts
import Knowledge
import KnowledgeFormat
import Patterns
import Planning

/// Finds which known problems an error text, or a whole log, shows.
public struct Explainer: Sendable {
    /// A problem that a text shows, or the nearest to what it shows.
    public struct Match: Sendable, Equatable {
        /// The rule's or recipe's id.
        public var id: String
        public var isRule: Bool
        public var catalogue: [String]
        public var title: String
        /// What it means, whole sentences.
        public var says: String
        public var recipes: [String]
        /// The line that shows it; for a near one, the known error text that is nearest.
        public var line: String
        /// How many lines show it.
        public var count: Int
        let weight: Int
    }

    /// What was found.
    public struct Answer: Sendable, Equatable {
        /// Best first.
        public var matches: [Match]
        /// Only where nothing matches: the three nearest.
        public var nearest: [Match]
    }

    /// Longer texts are logs: searched in one pass, without looking for near misses.
    static let longestText = 64 << 10

    /// In longer texts that show something as it stands, near misses are not looked for, in bytes.
    static let longestPaste = 4 << 10

    /// From this likeness on (0 to 1) a text that is only a part of a known one, or has a word changed, counts as showing it.
    static let alike = 0.5

    /// Fewer bytes than these after a value say nothing in a line of a structured log: "%s already exists".
    static let fewBytes = 20

    private let set: PatternSet
    /// Texts that no rule looks for in logs, and that are a path or end a sentence in few words: healthy logs write those too.
    private let weak: Set<Int>
    private let topics: [[Topic]]

    /// What a pattern leads to.
    private struct Topic: Sendable {
        var id: String
        var isRule: Bool
        var catalogue: [String]
        var title: String
        var says: String
        var recipes: [String]
        var severity: Int
    }

    public init(knowledge: KnowledgeBase, catalogue: [CatalogueEntry]) {
        var byText: [String: [Topic]] = [:]
        var byEntry: [String: [Topic]] = [:]
        func add(_ topic: Topic, _ texts: [String]) {
            for text in texts { byText[text, default: []].append(topic) }
            for entry in topic.catalogue { byEntry[entry, default: []].append(topic) }
        }
        for rule in knowledge.rules {
            add(
                Topic(
                    id: rule.id, isRule: true, catalogue: rule.catalogue, title: rule.title, says: rule.why,
                    recipes: rule.recipes,
                    severity: rule.severity == .error ? 2 : rule.severity == .warning ? 1 : 0), rule.patterns)
        }
        for recipe in knowledge.recipes {
            add(
                Topic(
                    id: recipe.id, isRule: false, catalogue: recipe.catalogue, title: recipe.title, says: recipe.about,
                    recipes: [recipe.id], severity: 1), recipe.texts)
        }
        let logged = Set(knowledge.rules.flatMap(\.patterns))
        for entry in catalogue {
            guard let topics = byEntry[entry.id] else { continue }
            for topic in topics where !(byText[entry.text] ?? []).contains(where: { $0.id == topic.id }) {
                byText[entry.text, default: []].append(topic)
            }
        }
        var patterns: [Pattern] = []
        var topics: [[Topic]] = []
        for (text, about) in byText.sorted(by: { $0.key < $1.key }) {
            guard let pattern = try? Pattern(text) else { continue }
            patterns.append(pattern)
            topics.append(about)
        }
        weak = Set(
            patterns.indices.filter { index in
                let pattern = patterns[index]
                let isPath = pattern.source.hasPrefix("/") && !pattern.source.contains(" ")
                let isTail = pattern.source.hasPrefix("%") && pattern.literalBytes < Self.fewBytes
                return !logged.contains(pattern.source) && (isPath || isTail)
            })
        set = PatternSet(patterns)
        self.topics = topics
    }

    /// Explains a text that a person pasted, or a log.
    ///
    /// What it shows of the text is without secrets; it is searched as it is, for a secret's place may be a known text's.
    public func explain(_ text: [UInt8]) -> Answer {
        // A key goes over many lines: what is short is scrubbed as a whole, of a log the lines that are shown.
        let clean = text.count <= Self.longestText ? CleanText.of(text) : nil
        let found = scan(text, showing: clean)
        guard text.count <= (found.isEmpty ? Self.longestText : Self.longestPaste) else {
            return Answer(matches: ordered(found), nearest: [])
        }
        let ranked = set.rank(String(decoding: text, as: UTF8.self), limit: 24)
        // A few words that are known as they stand say less than most of a long text that is known: half as much again tells them
        // apart. A near one can show no more than what was pasted.
        let weight = (found.map(\.weight).max() ?? 0) * 3 / 2
        let shown = ranked.filter { $0.isExact || $0.score >= Self.alike }.flatMap { hit -> [Match] in
            let bytes = hit.isExact ? hit.score : hit.score * Double(min(text.count, set.patterns[hit.index].literalBytes))
            return matches(hit.index, line: Self.line(hit.line, of: clean ?? text), count: 1, weight: Int(bytes))
        }.filter { match in match.weight > weight && !found.contains { $0.id == match.id } }
        if !shown.isEmpty || !found.isEmpty { return Answer(matches: unique(shown + ordered(found)), nearest: []) }
        let near = unique(ranked.flatMap { matches($0.index, line: set.patterns[$0.index].source, count: 0, weight: 0) })
        return Answer(matches: [], nearest: Array(near.prefix(3)))
    }

    /// A line of the text, counted from 1, as far as it is worth showing.
    private static func line(_ number: Int, of text: [UInt8]) -> String {
        let lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        return lines.indices.contains(number - 1) ? String(decoding: lines[number - 1].prefix(longestLine), as: UTF8.self) : ""
    }

    /// How much of a line is shown, in bytes.
    private static let longestLine = 600

    /// More than any text of a problem has.
    private static let longestLiteral = 1000

    /// Whether the line has klog's header (`E1124 08:01:29.1 812 run.go:72]`) or logrus' fields.
    private static func isStructured(_ line: some StringProtocol) -> Bool {
        line.contains("time=\"") || line.utf8.contains(UInt8(ascii: "]")) && line.contains(".go:")
    }

    /// Whether it is a program's last word: klog's severity F, or the line by which Kubernetes' programs say why they end.
    private static func isFatal(_ line: some StringProtocol) -> Bool {
        line.contains("\"command failed\" err=")
            || line.first == "F" && line.dropFirst().first?.isNumber == true && isStructured(line)
    }

    /// One pass over the text, line by line.
    ///
    /// - Parameter clean: the text without secrets, where it is short.
    private func scan(_ text: [UInt8], showing clean: [UInt8]?) -> [Match] {
        var counts: [Int: (count: Int, line: (number: Int, bytes: [UInt8]))] = [:]
        var scanner = set.scanner()
        // Several texts of one problem may stand on one line, which is still one line.
        var lines: [String: Int] = [:]
        var fatal: Set<Int> = []
        func take(_ line: LogLine) {
            guard !line.patterns.isEmpty else { return }
            let isStructured = Self.isStructured(line.text)
            let shown = line.patterns.filter { !isStructured || !weak.contains($0) }
            let seen = (line.number, clean == nil ? Array(line.bytes.prefix(Self.longestLine * 8)) : [])
            for pattern in shown { counts[pattern] = ((counts[pattern]?.count ?? 0) + 1, seen) }
            if Self.isFatal(line.text) { fatal.formUnion(shown) }
            for id in Set(shown.flatMap { topics[$0].map(\.id) }) { lines[id, default: 0] += 1 }
        }
        scanner.feed(text) { (line) in take(line) }
        scanner.finish { (line) in take(line) }
        return counts.flatMap { index, seen in
            // What a program died of goes before what it only remarked.
            matches(
                index,
                line: clean.map { Self.line(seen.line.number, of: $0) } ?? CleanText.of(seen.line.bytes, upTo: Self.longestLine),
                count: seen.count,
                weight: set.patterns[index].literalBytes + (fatal.contains(index) ? Self.longestLiteral : 0))
        }.map { match in
            var match = match
            match.count = lines[match.id] ?? match.count
            return match
        }
    }

    private func matches(_ index: Int, line: String, count: Int, weight: Int) -> [Match] {
        topics[index].map { topic in
            Match(
                id: topic.id, isRule: topic.isRule, catalogue: topic.catalogue, title: topic.title, says: topic.says,
                recipes: topic.recipes, line: Printable.text(line), count: count,
                weight: weight + topic.severity * 4 + (topic.isRule ? 2 : 0))
        }
    }

    /// Heavier first, each problem once.
    private func ordered(_ matches: [Match]) -> [Match] {
        unique(matches.sorted { ($0.weight, $1.id) > ($1.weight, $0.id) })
    }

    private func unique(_ matches: [Match]) -> [Match] {
        var out: [Match] = []
        for match in matches {
            if !out.contains(where: { $0.id == match.id }) { out.append(match) }
        }
        return out
    }
}
