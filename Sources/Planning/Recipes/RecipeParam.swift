import Diagnosis

/// What differs from node to node in a recipe: a file, a unit, a container, an address.
public struct RecipeParam: Sendable, Equatable {
    /// As it stands in braces.
    public var name: String
    /// Where its value comes from on a node that was looked at.
    public var source: Source?
    /// What it is, as a question to a person: "Which address do the machines reach the API server at?" Nil where it is never asked.
    public var ask: String?
    /// A value as it may look, shown with the question and in place of the value where no node was looked at.
    public var example: String

    /// Where a value comes from.
    public enum Source: Sendable, Equatable {
        /// A fact; of a list, its members, one after the other.
        case fact(String)
        /// This column of each row that the finding rests on; the first name that the row's table has.
        case finding([String])
        /// This column of each row of a table for which the condition holds.
        case table(String, column: String, where: Condition?)
    }

    public init(_ name: String, _ source: Source? = nil, ask: String? = nil, example: String) {
        self.name = name
        self.source = source
        self.ask = ask
        self.example = example
    }

    /// Whether it may have several values, for each of which a step is done.
    public var isManifold: Bool {
        switch source {
        case .finding, .table: true
        case .fact, nil: false
        }
    }
}

extension RecipeParam {
    /// What every recipe has without asking for it: the rule of the finding that led here, for a check that it is clear.
    public static let rule = RecipeParam("rule", example: "kubelet-is-stopped")

    /// The names in braces in a text. A name is letters, digits and hyphens; `{.data.x}`, `${X}` and `%{x}` of other languages are none.
    public static func names(in text: String) -> [String] {
        var out: [String] = []
        _ = filled(text) { name in
            out.append(name)
            return nil
        }
        return out
    }

    /// A text with what stands in braces replaced, where there is a value.
    public static func fill(_ text: String, _ values: [String: String]) -> String { filled(text) { values[$0] } }

    private static func filled(_ text: String, _ value: (String) -> String?) -> String {
        guard text.contains("{") else { return text }
        var out = ""
        var rest = text[...]
        while let open = rest.firstIndex(of: "{") {
            let before = rest[..<open].last
            out += rest[..<open]
            rest = rest[rest.index(after: open)...]
            let name = rest.prefix(while: isPart)
            if before != "$", before != "%", !name.isEmpty, rest[name.endIndex...].first == "}", let value = value(String(name)) {
                out += value
                rest = rest[name.endIndex...].dropFirst()
            } else {
                out += "{"
            }
        }
        return out + rest
    }

    /// Whether a text can be the name of a parameter.
    public static func isName(_ text: String) -> Bool { !text.isEmpty && text.allSatisfy(isPart) && text.first?.isLetter == true }

    private static func isPart(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber || character == "-")
    }
}
