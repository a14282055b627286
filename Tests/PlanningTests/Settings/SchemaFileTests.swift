import FoundationEssentials
import Glibc
import Testing

struct SchemaFileTests {
    /// With `DRYDOCK_RECORD_GOLDENS=1` the file is written anew.
    @Test func theSchemasSettingsAreThoseOfTheTable() throws {
        let file = try SchemaFile()
        let filled = file.filled
        guard filled != file.text else { return }
        if getenv("DRYDOCK_RECORD_GOLDENS") != nil { try Data(filled.utf8).write(to: URL(filePath: SchemaFile.path)) }
        Issue.record(
            "\(SchemaFile.path) differs from the table of settings: \(Self.difference(file.text, filled)) make record-goldens writes it."
        )
    }

    @Test func aDifferenceIsToldByItsFirstLine() {
        let (file, table) = ("{\n  \"a\": {\n  },\n}", "{\n  \"a\": {\n  },\n  \"b\": {\n  },\n}")
        #expect(Self.difference(file, table) == "Only the table has \"b\": {.")
        #expect(Self.difference(table, file) == "Only the file has \"b\": {.")
        #expect(Self.difference("x\ny", "y\nx") == "The same lines stand in another order.")
    }

    /// What is told of two texts: a line that stands in one alone, not braces that another one pushed down.
    private static func difference(_ file: String, _ table: String) -> String {
        let lines = [file, table].map { $0.split(separator: "\n").map { $0.drop { $0 == " " } } }
        func alone(_ one: Int) -> Substring? { lines[one].first { !lines[1 - one].contains($0) } }
        if let line = alone(1) { return "Only the table has \(line)." }
        if let line = alone(0) { return "Only the file has \(line)." }
        return "The same lines stand in another order."
    }

    /// A path that is misspelt in a check or a page would lose its problem's line, or its answer.
    @Test func everyPathInTheSourcesIsOneOfPlanFiles() throws {
        let known = try SchemaFile().paths
        // A button of the page, which is no answer, and a field of a pod.
        let others: Set = ["spec.network.addOn.table", "spec.nodeName"]
        var seen = 0
        for folder in ["Sources/Planning", "Sources/Wizard", "Sources/Rendering", "Sources/Application", "Screens"] {
            for name in try FileManager.default.subpathsOfDirectory(atPath: "\(SchemaFile.root)/\(folder)")
            where name.hasSuffix(".swift") {
                let bytes = try Data(contentsOf: URL(filePath: "\(SchemaFile.root)/\(folder)/\(name)"))
                for path in Self.paths(String(decoding: bytes, as: UTF8.self)) where !others.contains(path) {
                    seen += 1
                    if !known.contains(path) { Issue.record("\(folder)/\(name): there is no \(path) in a plan file.") }
                }
            }
        }
        #expect(seen > 20)
    }

    /// The paths that begin a text, as far as they are written out.
    private static func paths(_ source: String) -> [String] {
        source.split(separator: "\"spec.", omittingEmptySubsequences: false).dropFirst().map { rest in
            let path = rest.replacing("[\\(index)]", with: "").prefix { $0.isLetter || $0 == "." }
            return "spec.\(path.hasSuffix(".") ? path.dropLast() : path)"
        }.map { $0 == "spec." ? "spec" : $0 }
    }
}
