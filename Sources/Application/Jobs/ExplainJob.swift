import Glibc
import Knowledge
import Lookup

/// `drydock explain`.
public struct ExplainJob: Sendable {
    let settings: Settings
    let format: ListFormat

    public init(settings: Settings, format: ListFormat) {
        self.settings = settings
        self.format = format
    }

    struct Match: Encodable {
        var kind, id: String
        /// Beside the id where it is one.
        var rule: String?
        var title, says, line: String
        var catalogue, recipes: [String]
        var count: Int
        var program: String?
        var fits: String
    }

    struct Document: Encodable {
        var matches: [Match]
        var nearest: [Match]?
        /// What a log shows that has stopped before its end.
        var earlier: [Match]?
    }

    /// Explains the words, or stdin where they are `-`. 0 where something matches, 1 where nothing does.
    public func run(_ words: [String]) throws -> Int32 {
        let knowledge = try KnowledgeLoading.load(settings.knowledgeFolders)
        let explainer = Explainer(knowledge: knowledge, catalogue: Knowledge.catalogue)
        let answer: Explainer.Answer
        if words == ["-"] {
            answer = try ExplainedStream(descriptor: 0).explain(by: explainer)
        } else {
            let text = Array(words.joined(separator: " ").utf8)
            guard text.contains(where: { $0 > 32 }) else { throw ExplainedStream.noText }
            answer = explainer.explain(text)
        }
        if format == .json {
            let document = Document(
                matches: answer.matches.map(Self.match), nearest: answer.matches.isEmpty ? answer.nearest.map(Self.match) : nil,
                earlier: answer.earlier.isEmpty ? nil : answer.earlier.map(Self.match))
            Output.write(try JSONText.of(document))
        } else {
            Output.write(self.text(answer))
        }
        return answer.matches.isEmpty ? 1 : 0
    }

    private static func match(_ match: Explainer.Match) -> Match {
        Match(
            kind: match.kind.rawValue, id: match.id, rule: match.isRule ? match.id : nil, title: match.title, says: match.says,
            line: match.line, catalogue: match.catalogue, recipes: match.recipes, count: match.count, program: match.program,
            fits: match.fits.rawValue)
    }

    /// More answers than these are counted only.
    private static let mostAnswers = 3

    /// The first answer in full, two others by their titles, and how many more there are. A recipe that an answer before it leads to is
    /// no answer of its own.
    private func text(_ answer: Explainer.Answer) -> String {
        guard let first = answer.matches.first else { return nothing(answer) }
        let paint = settings.paint
        var lines: [String] = []
        if first.fits == .near { lines += ["No known problem writes exactly this; the closest one is:", ""] }
        lines.append(paint.bold(first.title) + (first.count > 1 ? paint.muted("  \(first.count) lines") : ""))
        lines += Wrap.lines(first.says, width: 80, indent: 3)
        lines += Wrap.lines("line: " + first.line, width: 80, indent: 3).prefix(4).map(paint.muted)
        for recipe in first.recipes { lines.append("   fix: drydock recipes show \(recipe)") }
        lines.append("   " + paint.muted(([first.id] + first.catalogue).joined(separator: "  ")))
        var named = Set(first.recipes)
        let others = answer.matches.dropFirst().filter { match in
            defer { named.formUnion(match.recipes) }
            return match.kind != .recipe || !named.contains(match.id)
        }
        if !others.isEmpty { lines += ["", "If it is not that, it may be:"] }
        for other in others.prefix(Self.mostAnswers - 1) { lines += brief(other) }
        let more = others.count - (Self.mostAnswers - 1)
        if more > 0 { lines.append("   " + paint.muted("and \(more) more, which --format json lists")) }
        lines += earlier(answer.earlier)
        return lines.joined(separator: "\n") + "\n"
    }

    private func brief(_ match: Explainer.Match) -> [String] {
        let way = match.recipes.first.map { "drydock recipes show \($0)" } ?? match.id
        let count = match.count > 1 ? settings.paint.muted("  \(match.count) lines") : ""
        return ["   " + match.title + count, settings.paint.muted("      \(way)")]
    }

    private func earlier(_ earlier: [Explainer.Match]) -> [String] {
        guard !earlier.isEmpty else { return [] }
        let more = earlier.count - Self.mostAnswers
        return ["", "Earlier in this log, but no longer at its end:"] + earlier.prefix(Self.mostAnswers).flatMap(brief)
            + (more > 0 ? ["   " + settings.paint.muted("and \(more) more, which --format json lists")] : [])
    }

    private func nothing(_ answer: Explainer.Answer) -> String {
        let nearest = answer.nearest
        var lines = [
            answer.earlier.isEmpty ? "No known problem writes this text." : "No known problem shows at the end of this log."
        ]
        lines += earlier(answer.earlier)
        if !nearest.isEmpty { lines.append("The pages that a search for its words finds first:") }
        for match in nearest {
            lines += ["", settings.paint.bold(match.title)]
            lines += Wrap.lines("found by: " + match.line, width: 80, indent: 3).prefix(4).map(settings.paint.muted)
            for recipe in match.recipes { lines.append("   read: drydock recipes show \(recipe)") }
            lines.append("   " + settings.paint.muted(([match.id] + match.catalogue).joined(separator: "  ")))
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
