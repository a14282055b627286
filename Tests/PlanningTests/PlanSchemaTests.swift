import FoundationEssentials
import Planning
import Testing
import YAML

/// The JSON Schema that editors use for plan files agrees with what the reader takes.
struct PlanSchemaTests {
    private static let path =
        #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3).joined(separator: "/")
        + "/Knowledge/schemas/plan.schema.json"

    private static func schema() throws -> YAMLNode {
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
        return try #require(try YAMLDocument.parse(bytes, file: path).first)
    }

    /// Every field of the schema in one file: the reader knows them all.
    @Test func theReaderKnowsEveryFieldOfTheSchema() throws {
        let schema = try Self.schema()
        let text = YAMLText.document(Self.sample(schema, schema).entries)
        let (file, problems) = PlanFile.read(Array(text.utf8), name: "plan.yaml")
        #expect(problems == [], "\(text)")
        #expect(file?.plan.existing != nil)
    }

    /// Every field that the writer can write stands in the schema.
    @Test(arguments: ClusterPlan.Topology.allCases) func theSchemaKnowsWhatTheWriterWrites(_ topology: ClusterPlan.Topology)
        throws
    {
        let schema = try Self.schema()
        let text = YAMLText.document(Self.sample(schema, schema).entries)
        let whole = try #require(PlanFile.read(Array(text.utf8), name: "plan.yaml").file).plan
        for plan in [whole, PlanExample.plan(topology, release: KubernetesVersion(minor: 36)).0] {
            let node = try #require(try YAMLDocument.parse(Array(PlanWriter.text(plan).utf8), file: "plan.yaml").first)
            #expect(Self.strangers(node, schema, schema, "") == [])
        }
    }

    private static func resolved(_ schema: YAMLNode, _ root: YAMLNode) -> YAMLNode {
        guard let name = schema["$ref"]?.text?.split(separator: "/").last.map(String.init), let found = root["$defs"]?[name]
        else {
            return schema["anyOf"]?[0] ?? schema
        }
        return found
    }

    private static func strangers(_ node: YAMLNode, _ schema: YAMLNode, _ root: YAMLNode, _ path: String) -> [String] {
        let schema = resolved(schema, root)
        let fields = schema["properties"]
        var out: [String] = []
        for entry in node.entries ?? [] where fields != nil {
            let inner = "\(path).\(entry.key.name)"
            if let known = fields?[entry.key.name] {
                out += strangers(entry.value, known, root, inner)
            } else {
                out.append(inner)
            }
        }
        if let items = schema["items"] { for value in node.array ?? [] { out += strangers(value, items, root, path + "[]") } }
        return out
    }

    private static func sample(_ schema: YAMLNode, _ root: YAMLNode) -> ConfigValue {
        if let text = schema["examples"]?[0]?.text { return .text(text) }
        let schema = resolved(schema, root)
        if let text = schema["examples"]?[0]?.text { return .text(text) }
        if let word = schema["enum"]?[0]?.text { return .text(word) }
        switch schema["type"]?.text {
        case "object":
            if let fields = schema["properties"]?.entries {
                return .map(fields.map { ConfigEntry($0.key.name, sample($0.value, root)) })
            }
            let value: ConfigValue = schema["additionalProperties"].flatMap { $0["type"] == nil ? nil : sample($0, root) } ?? 1
            return .map([ConfigEntry("any", value)])
        case "array": return schema["items"].map { .list([sample($0, root)]) } ?? []
        case "integer": return 1
        case "boolean": return true
        default: return "x"
        }
    }
}

extension ConfigValue {
    fileprivate var entries: [ConfigEntry] {
        if case .map(let entries) = self { entries } else { [] }
    }
}
