import Text
import YAML

/// How a value in a file of proofs is to look: by this it is checked, and by this the JSON Schema for editors is written.
package indirect enum Shape: Sendable {
    case text
    case flag
    case number
    /// One word of a few.
    case word([String])
    /// Whatever one likes.
    case any
    case list(Shape)
    /// A list of exactly so many.
    case listOf(Int, Shape)
    /// Any names, each with such a value.
    case map(Shape)
    /// These names, and paths of files where they are allowed.
    case fields([Field], paths: Shape? = nil)
    /// One of them, told apart by whether it is a mapping, a list or a single value.
    case either([Shape])
    /// A shape that stands in several places, under this name.
    case defined(String, Shape)

    /// A name of a mapping.
    package struct Field: Sendable {
        package var name: String
        package var shape: Shape
        package var isRequired: Bool
        /// What it is, as an editor shows it.
        package var about: String

        package init(_ name: String, _ shape: Shape, isRequired: Bool = false, _ about: String) {
            self.name = name
            self.shape = shape
            self.isRequired = isRequired
            self.about = about
        }
    }

    /// A text, or a list of texts.
    package static let texts = Shape.either([.text, .list(.text)])
}

/// Compares a file with its shape, and keeps a list of everything that is wrong.
struct ShapeCheck {
    let file: String
    private(set) var problems: [FileProblem] = []

    init(file: String) { self.file = file }

    /// - Parameter name: what the value is called in sentences.
    mutating func check(_ node: YAMLNode, _ name: String, _ shape: Shape) {
        switch shape {
        case .any: break
        case .text: if node.text == nil { complain(node, name, "a text") }
        case .flag: if node.bool == nil { complain(node, name, "true or false") }
        case .number: if node.int == nil { complain(node, name, "a whole number") }
        case .word(let words): check(node, name, oneOf: words)
        case .list(let inner):
            guard let items = node.array else { return complain(node, name, "a list") }
            for item in items { check(item, name, inner) }
        case .listOf(let count, let inner):
            guard let items = node.array, items.count == count else { return complain(node, name, "a list of \(count)") }
            for item in items { check(item, name, inner) }
        case .map(let inner):
            guard let entries = node.entries else { return complain(node, name, "a mapping") }
            for entry in entries { check(entry.value, entry.key.name, inner) }
        case .fields(let fields, let paths): check(node, name, fields, paths)
        case .either(let shapes):
            guard let fitting = shapes.first(where: { $0.takes(node) }) else {
                return complain(node, name, shapes.map(\.kindName).joined(separator: " or "))
            }
            check(node, name, fitting)
        case .defined(_, let inner): check(node, name, inner)
        }
    }

    private mutating func check(_ node: YAMLNode, _ name: String, oneOf words: [String]) {
        guard let text = node.text else { return complain(node, name, words.joined(separator: ", ")) }
        guard !words.contains(text) else { return }
        problems.append(
            FileProblem(
                file: file, line: node.line,
                sentence: "\"\(name)\" cannot be \"\(text)\"; expected \(words.joined(separator: ", "))."
                    + Self.meant(text, among: words)))
    }

    private mutating func check(_ node: YAMLNode, _ name: String, _ fields: [Shape.Field], _ paths: Shape?) {
        guard let entries = node.entries else { return complain(node, name, "a mapping") }
        for entry in entries {
            if let field = fields.first(where: { $0.name == entry.key.name }) {
                check(entry.value, field.name, field.shape)
            } else if let paths, entry.key.name.hasPrefix("/") {
                check(entry.value, entry.key.name, paths)
            } else {
                let known = fields.map(\.name)
                problems.append(
                    FileProblem(
                        file: file, line: entry.key.line,
                        sentence:
                            "There is no field \"\(entry.key.name)\" here; expected \(known.joined(separator: ", "))\(paths == nil ? "" : ", or a path that begins with /")."
                            + Self.meant(entry.key.name, among: known)))
            }
        }
        for field in fields where field.isRequired && (node[field.name]?.isNull ?? true) {
            problems.append(FileProblem(file: file, line: node.line, sentence: "The field \"\(field.name)\" is missing."))
        }
    }

    private mutating func complain(_ node: YAMLNode, _ name: String, _ wanted: String) {
        problems.append(
            FileProblem(
                file: file, line: node.line, sentence: "\"\(name)\" is \(node.kindName) here, but \(wanted) is expected."))
    }

    private static func meant(_ word: String, among known: [String]) -> String {
        NearestWord.to(word, among: known).map { " Did you mean \"\($0)\"?" } ?? ""
    }
}

extension Shape {
    /// Whether a value is of the kind that the shape has, whatever is in it.
    fileprivate func takes(_ node: YAMLNode) -> Bool {
        switch self {
        case .any: true
        case .text, .word: node.text != nil
        case .flag: node.bool != nil
        case .number: node.int != nil
        case .list: node.array != nil
        case .listOf(let count, let inner):
            node.array?.count == count && node.array?.allSatisfy { inner.takes($0) } == true
        case .map, .fields: node.entries != nil
        case .either(let shapes): shapes.contains { $0.takes(node) }
        case .defined(_, let inner): inner.takes(node)
        }
    }

    fileprivate var kindName: String {
        switch self {
        case .any: "anything"
        case .text: "a text"
        case .flag: "true or false"
        case .number: "a whole number"
        case .word(let words): words.joined(separator: ", ")
        case .list: "a list"
        case .listOf(let count, _): "a list of \(count)"
        case .map, .fields: "a mapping"
        case .either(let shapes): shapes.map(\.kindName).joined(separator: " or ")
        case .defined(_, let inner): inner.kindName
        }
    }
}
