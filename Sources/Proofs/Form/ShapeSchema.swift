/// The JSON Schema (2020-12) of a shape.
package struct ShapeSchema {
    private var definitions: [(name: String, text: String)] = []

    /// The file, as it lies beside the other schemas.
    ///
    /// - Parameter title: one sentence that says what the files are.
    package static func file(_ shape: Shape, title: String) -> String {
        var schema = ShapeSchema()
        let body = schema.members(of: shape, "  ")
        let definitions = schema.definitions.map { "    \(json($0.name)): \($0.text)" }.joined(separator: ",\n")
        return """
            {
              "$schema": "https://json-schema.org/draft/2020-12/schema",
              "title": \(json(title)),
              \(body.joined(separator: ",\n  ")),
              "$defs": {
            \(definitions)
              }
            }

            """
    }

    private mutating func object(_ shape: Shape, _ indent: String) -> String {
        let inner = members(of: shape, indent + "  ")
        if inner.isEmpty { return "{}" }
        if inner.count == 1, !inner[0].contains("\n") { return "{\(inner[0])}" }
        return "{\n" + inner.map { indent + "  " + $0 }.joined(separator: ",\n") + "\n\(indent)}"
    }

    /// `"type": "object"` and what else makes up the shape.
    private mutating func members(of shape: Shape, _ indent: String) -> [String] {
        switch shape {
        case .any: return []
        // A plain number or true is read as the text that it is written as.
        case .text: return ["\"type\": [\"string\", \"number\", \"boolean\"]"]
        case .flag: return ["\"type\": \"boolean\""]
        case .number: return ["\"type\": \"integer\""]
        case .word(let words): return ["\"enum\": [\(words.map(Self.json).joined(separator: ", "))]"]
        case .list(let inner): return ["\"type\": \"array\"", "\"items\": \(object(inner, indent))"]
        case .listOf(let count, let inner):
            return [
                "\"type\": \"array\"", "\"minItems\": \(count)", "\"maxItems\": \(count)", "\"items\": \(object(inner, indent))",
            ]
        case .map(let inner): return ["\"type\": \"object\"", "\"additionalProperties\": \(object(inner, indent))"]
        case .fields(let fields, let paths): return members(of: fields, paths, indent)
        case .either(let shapes):
            let inner = shapes.map { indent + "  " + object($0, indent + "  ") }
            return ["\"anyOf\": [\n" + inner.joined(separator: ",\n") + "\n\(indent)]"]
        case .defined(let name, let inner):
            if !definitions.contains(where: { $0.name == name }) {
                // The place is taken before what is inside takes its own.
                let at = definitions.count
                definitions.append((name, ""))
                definitions[at].text = object(inner, "    ")
            }
            return ["\"$ref\": \"#/$defs/\(name)\""]
        }
    }

    private mutating func members(of fields: [Shape.Field], _ paths: Shape?, _ indent: String) -> [String] {
        var out = ["\"type\": \"object\""]
        let required = fields.filter(\.isRequired).map { Self.json($0.name) }
        if !required.isEmpty { out.append("\"required\": [\(required.joined(separator: ", "))]") }
        var properties: [String] = []
        for field in fields {
            let inner = ["\"description\": \(Self.json(field.about))"] + members(of: field.shape, indent + "    ")
            properties.append(
                "\(indent)  \(Self.json(field.name)): {\n" + inner.map { indent + "    " + $0 }.joined(separator: ",\n")
                    + "\n\(indent)  }")
        }
        out.append("\"properties\": {\n" + properties.joined(separator: ",\n") + "\n\(indent)}")
        if let paths { out.append("\"patternProperties\": {\"^/\": \(object(paths, indent))}") }
        out.append("\"additionalProperties\": false")
        return out
    }

    private static func json(_ text: String) -> String { JSONWriting.text(text) }
}
