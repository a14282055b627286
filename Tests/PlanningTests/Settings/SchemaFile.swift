import FoundationEssentials
import Planning
import YAML

/// The JSON Schema of plan files: `metadata` and what the definitions hold by hand, `spec` filled in from the table of settings.
struct SchemaFile {
    static let path = root + "/Knowledge/schemas/plan.schema.json"
    static let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(4).joined(separator: "/")

    let text: String
    private let node: YAMLNode?

    init() throws {
        text = String(decoding: try Data(contentsOf: URL(filePath: Self.path)), as: UTF8.self)
        node = try YAMLDocument.parse(Array(text.utf8), file: Self.path).first
    }

    /// The file as the table of settings has it.
    var filled: String {
        guard let node, case .map(let entries) = ConfigValue(node) else { return "" }
        let definitions: [ConfigEntry] = if case .map(let entries) = entries["$defs"] { entries } else { [] }
        let filled = Self.changed(entries, ["properties", "spec", "properties"]) { Self.filled($0, definitions) }
        let required = Self.changed(filled, ["properties", "spec"]) { spec in
            spec.map { $0.key == "required" ? ConfigEntry("required", .texts(SettingSchema.required)) : $0 }
        }
        return Self.json(.map(required)) + "\n"
    }

    /// Every path of a plan file that the schema has, without the places in lists.
    var paths: Set<String> {
        guard let node else { return [] }
        var out: Set<String> = []
        func collect(_ schema: YAMLNode, _ path: String) {
            let named = schema["$ref"]?.text?.split(separator: "/").last.map(String.init)
            let schema = named.flatMap { node["$defs"]?[$0] } ?? schema
            out.insert(path)
            for entry in schema["properties"]?.entries ?? [] {
                collect(entry.value, path.isEmpty ? entry.key.name : "\(path).\(entry.key.name)")
            }
            if let items = schema["items"] { collect(items, path) }
        }
        collect(node, "")
        return out
    }

    private static func changed(
        _ entries: [ConfigEntry], _ path: ArraySlice<String>, _ change: ([ConfigEntry]) -> [ConfigEntry]
    ) -> [ConfigEntry] {
        guard let name = path.first else { return change(entries) }
        return entries.map { entry in
            guard entry.key == name, case .map(let inner) = entry.value else { return entry }
            return ConfigEntry(name, .map(changed(inner, path.dropFirst(), change)))
        }
    }

    /// The properties of `spec` with each setting as its row has it; a new one stands behind the one before it.
    private static func filled(_ properties: [ConfigEntry], _ definitions: [ConfigEntry]) -> [ConfigEntry] {
        var out = properties
        var last: Int?
        for entry in SettingSchema.properties {
            let entry = ConfigEntry(entry.key, shared(entry.value, definitions))
            if let at = out.firstIndex(where: { $0.key == entry.key }) {
                out[at] = entry
                last = at
            } else {
                let at = last.map { $0 + 1 } ?? out.count
                out.insert(entry, at: at)
                last = at
            }
        }
        return out
    }

    /// What equals a definition refers to it.
    private static func shared(_ value: ConfigValue, _ definitions: [ConfigEntry]) -> ConfigValue {
        if let same = definitions.first(where: { $0.value == value }) {
            return .map([ConfigEntry("$ref", .text("#/$defs/\(same.key)"))])
        }
        return switch value {
        case .map(let entries): .map(entries.map { ConfigEntry($0.key, shared($0.value, definitions)) })
        case .list(let values): .list(values.map { shared($0, definitions) })
        default: value
        }
    }

    private static func json(_ value: ConfigValue, _ indent: String = "") -> String {
        let inner = indent + "  "
        switch value {
        case .map(let entries):
            let lines = entries.map { "\(inner)\(quoted($0.key)): \(json($0.value, inner))" }
            return "{\n" + lines.joined(separator: ",\n") + "\n\(indent)}"
        case .list(let values):
            return "[\n" + values.map { inner + json($0, inner) }.joined(separator: ",\n") + "\n\(indent)]"
        case .text(let text), .block(let text): return quoted(text)
        case .integer(let number): return String(number)
        case .number(let text): return text
        case .flag(let flag): return String(flag)
        case .null: return "null"
        }
    }

    private static func quoted(_ text: String) -> String {
        var out = "\""
        for character in text {
            if character == "\"" || character == "\\" { out.append("\\") }
            out.append(character)
        }
        return out + "\""
    }
}
