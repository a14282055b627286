import GoldenSupport
import Steps
import Testing
import YAML

@testable import Planning

/// Documents as a person has looked at them; of many, a list, and each distinct one once under its hash.
struct ExportGoldenTests {
    private static let folder =
        #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(2).joined(separator: "/") + "/x"

    private func expect(_ text: String, _ name: String) {
        let difference = Golden.difference(text: text, "exports/\(name)", file: Self.folder)
        #expect(difference == nil)
    }

    private func expect(_ files: [PlannedFile], _ name: String) {
        #expect(!files.isEmpty)
        var list = ""
        for file in files.sorted(by: { $0.path < $1.path }) {
            list += "\(file.path) 0\(String(file.mode, radix: 8)) \(GoldenStore.name(file))\n"
            let difference = GoldenStore.difference(file)
            #expect(difference == nil)
        }
        expect(list, name)
    }

    /// The names of the texts that these tests look at.
    static var kept: Set<String> {
        let listed =
            ExportCase.kubespray.flatMap { $0.documents(below: "kubespray") }
            + ExportCase.kops.flatMap { $0.documents(below: "kops") }
            + ExportCase.managed.documents + (ExportCase.examples + [ExportCase.mixed]).flatMap { $0.documents(below: "ansible") }
        return Set(listed.map(GoldenStore.name))
    }

    @Test(arguments: ExportCase.examples) func runbooksAreAsTheyWere(_ example: ExportCase) throws {
        let runbook = try #require(example.documents.first { $0.path == "RUNBOOK.md" })
        expect(runbook.content, "runbook-\(example.testDescription)")
    }

    @Test(arguments: ExportCase.kubespray) func inputOfKubesprayIsAsItWas(_ example: ExportCase) {
        expect(example.documents(below: "kubespray"), example.testDescription)
    }

    @Test(arguments: ExportCase.kops) func commandsOfKopsAreAsTheyWere(_ example: ExportCase) {
        expect(example.documents(below: "kops"), example.testDescription)
    }

    @Test func questionsForAProviderAreAsTheyWere() {
        #expect(ExportCase.managed.documents.map(\.path) == ["managed-cluster.md"])
        expect(ExportCase.managed.documents, "managed")
    }

    @Test(arguments: ExportCase.examples + [ExportCase.mixed]) func ansibleProjectsAreAsTheyWere(_ example: ExportCase) {
        expect(example.documents(below: "ansible"), "ansible-\(example.testDescription)")
    }

    @Test(arguments: ExportCase.kubespray + [ExportCase.mixed]) func yamlIsReadBack(_ example: ExportCase) throws {
        for file in example.documents where file.path.hasSuffix(".yml") {
            let documents = try YAMLDocument.parse(Array(file.content.utf8), file: file.path)
            #expect(documents.count == 1, "\(file.path)")
        }
    }

    @Test(arguments: ExportCase.kubespray + ExportCase.kops + [ExportCase.managed])
    func anotherToolMakesItsMachinesItself(_ example: ExportCase) throws {
        #expect(!example.documents.contains { $0.path.hasPrefix("machines/") || $0.path == "RUNBOOK.md" })
    }
}
