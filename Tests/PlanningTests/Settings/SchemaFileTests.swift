import FoundationEssentials
import Glibc
import Testing

struct SchemaFileTests {
    /// With `DRYDOCK_RECORD_GOLDENS=1` the file is written anew.
    @Test func theSchemasSettingsAreThoseOfTheTable() throws {
        let file = try SchemaFile()
        let filled = file.filled
        if getenv("DRYDOCK_RECORD_GOLDENS") != nil, filled != file.text {
            try Data(filled.utf8).write(to: URL(filePath: SchemaFile.path))
        }
        guard filled != file.text else { return }
        let lines = (file.text.split(separator: "\n"), filled.split(separator: "\n"))
        let differing = zip(lines.0, lines.1).first { $0 != $1 }.map { "the file has \($0), the table \($1)" }
        Issue.record(
            "\(SchemaFile.path) differs from the table of settings: \(differing ?? "one ends sooner"). DRYDOCK_RECORD_GOLDENS=1 writes it."
        )
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
