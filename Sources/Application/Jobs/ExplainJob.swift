import Glibc
import Knowledge

/// `drydock explain`.
public struct ExplainJob: Sendable {
    let settings: Settings
    let format: ListFormat

    public init(settings: Settings, format: ListFormat) {
        self.settings = settings
        self.format = format
    }

    /// More of a log than this is not read from stdin, in bytes.
    static let longestInput = 256 << 20

    struct Match: Encodable {
        var rule, title, says, line: String
        var catalogue, recipes: [String]
        var count: Int
    }

    struct Document: Encodable {
        var matches: [Match]
        var nearest: [Match]?
    }

    /// Explains the words, or stdin where they are `-`. 0 where something matches, 1 where nothing does.
    public func run(_ words: [String]) throws -> Int32 {
        let knowledge = try KnowledgeLoading.load(settings.knowledgeFolders)
        let isStream = words == ["-"]
        let text = isStream ? (Input.bytes(from: 0, upTo: Self.longestInput) ?? []) : Array(words.joined(separator: " ").utf8)
        guard text.contains(where: { $0 > 32 }) else {
            throw Refusal("There is no text to explain: give it as an argument, or - and a log on stdin.", status: 2)
        }
        let answer = Explainer(knowledge: knowledge, catalogue: Knowledge.catalogue).explain(text)
        if format == .json {
            let document = Document(
                matches: answer.matches.map(Self.match), nearest: answer.matches.isEmpty ? answer.nearest.map(Self.match) : nil)
            Output.write(try JSONText.of(document))
        } else {
            Output.write(self.text(answer))
        }
        return answer.matches.isEmpty ? 1 : 0
    }

    private static func match(_ match: Explainer.Match) -> Match {
        Match(
            rule: match.id, title: match.title, says: match.says, line: match.line, catalogue: match.catalogue,
            recipes: match.recipes,
            count: match.count)
    }

    private func text(_ answer: Explainer.Answer) -> String {
        let paint = settings.paint
        var lines: [String] = []
        if answer.matches.isEmpty {
            lines.append("No known problem writes this text.")
            if !answer.nearest.isEmpty { lines.append("The nearest that are known:") }
        }
        for match in answer.matches.isEmpty ? answer.nearest : answer.matches {
            lines += ["", paint.bold(match.title) + (match.count > 1 ? paint.muted("  \(match.count) lines") : "")]
            lines += Wrap.lines(match.says, width: 80, indent: 3)
            lines += Wrap.lines((match.count > 0 ? "line: " : "its text: ") + match.line, width: 80, indent: 3).prefix(4).map(
                paint.muted)
            for recipe in match.recipes { lines.append("   mend: drydock recipes show \(recipe)") }
            lines.append("   " + paint.muted(([match.id] + match.catalogue).joined(separator: "  ")))
        }
        return lines.drop { $0.isEmpty }.joined(separator: "\n") + "\n"
    }
}
