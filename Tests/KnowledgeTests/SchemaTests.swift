import FoundationEssentials
import Testing
import YAML

/// The JSON Schemas that editors use agree with the files that the build accepts.
@Suite struct SchemaTests {
    private static let knowledge = TestsFolder.tests.deletingLastPathComponent().appending(path: "Knowledge")

    private func parse(_ path: String) throws -> YAMLNode {
        let bytes = [UInt8](try Data(contentsOf: Self.knowledge.appending(path: path)))
        return try #require(try YAMLDocument.parse(bytes, file: path).first)
    }

    @Test(arguments: ["rule", "recipe", "text", "state", "release", "add-on", "runtime", "command", "readiness"])
    func everyFileHasTheSchemasFields(_ kind: String) throws {
        let schema = try parse("schemas/\(kind).schema.json")
        let known = Set((schema["properties"]?.entries ?? []).map(\.key.name))
        let required = (schema["required"]?.array ?? []).compactMap(\.text)
        #expect(!known.isEmpty && (!required.isEmpty || schema["oneOf"] != nil))
        let folder = kind == "readiness" ? kind : "\(kind)s"
        let files = try FileManager.default.subpathsOfDirectory(atPath: Self.knowledge.appending(path: folder).path)
        for file in files where file.hasSuffix(".yaml") {
            let node = try parse("\(folder)/\(file)")
            #expect(node.keys(notIn: known).map(\.name) == [], "\(file)")
            for field in required { #expect(node[field] != nil, "\(file) lacks \(field)") }
        }
    }
}
