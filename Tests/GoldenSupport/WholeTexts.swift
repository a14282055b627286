/// The goldens that hold texts of the matrices whole: of each kind of text as many as show every kind of line, in the order in
/// which the texts come, and below them the lines that only further ones have.
public struct WholeTexts: Sendable {
    /// The sections by the golden's name.
    public private(set) var goldens: [String: [GoldenSection]] = [:]

    public init(_ texts: [MatrixText]) {
        var kinds: [String: Kind] = [:], order: [String] = [], places: [String: String] = [:]
        for text in texts where text.whole != .none {
            let key = "\(text.golden) \(text.kind)"
            if kinds[key] == nil { order.append(key) }
            guard kinds[key, default: Kind(text)].shows(text) else { continue }
            let place = places[text.content]
            if place == nil { places[text.content] = "\(text.golden), \(text.heading)" }
            let content = place.map { "The same text as in \($0).\n" } ?? text.content
            kinds[key]?.sections.append(GoldenSection(text.heading, content))
        }
        for kind in order.compactMap({ kinds[$0] }) {
            goldens[kind.golden, default: []] += kind.sections
            let further = kind.further
            if !further.isEmpty { goldens[kind.golden]?.append(GoldenSection("lines of further cases: \(kind.name)", further)) }
        }
    }

    /// What differs from the folder's goldens; empty when nothing does.
    public func differences(in folder: GoldenFolder) -> [String] {
        goldens.keys.sorted().compactMap { name in folder.difference(GoldenSection.text(goldens[name] ?? []), name) }
    }

    /// What texts of one kind have shown so far.
    private struct Kind {
        let golden: String
        let name: String
        var sections: [GoldenSection] = []
        private var seen: Set<String> = []
        private var kinds: Set<String> = []
        private var lines: Set<String> = []
        private var waiting: [MatrixText] = []

        init(_ text: MatrixText) {
            golden = text.golden
            name = text.kind
        }

        /// Whether a text is to stand whole.
        mutating func shows(_ text: MatrixText) -> Bool {
            guard seen.insert(text.content).inserted else { return false }
            let lines = text.lines.filter { !self.lines.contains($0) }
            let new = Set(lines.map(MatrixText.kind)).subtracting(kinds)
            guard text.whole == .first ? seen.count == 1 : !new.isEmpty else {
                waiting.append(text)
                return false
            }
            kinds.formUnion(new)
            self.lines.formUnion(lines)
            return true
        }

        /// The lines that no text has which stands whole, each with the first case that has it; of texts that repeat others, those of
        /// a kind that none has.
        var further: String {
            var lines = lines, kinds = kinds
            return waiting.flatMap { text in
                text.lines.filter { line in
                    guard lines.insert(line).inserted else { return false }
                    return text.whole != .first || kinds.insert(MatrixText.kind(of: line)).inserted
                }.map { "\(text.example): \($0)\n" }
            }.joined()
        }
    }
}
