import Steps
import Testing
import YAML

@testable import Planning

/// What holds for documents of every tool, whatever their goldens say.
struct ExportDocumentTests {
    @Test func aProviderIsAskedInOneDocument() {
        #expect(ExportCase.managed.documents.map(\.path) == ["managed-cluster.md"])
    }

    @Test(arguments: ExportCase.examples) func everyPlanHasARunbookAndAProject(_ example: ExportCase) {
        #expect(example.documents.contains { $0.path == "RUNBOOK.md" })
        #expect(!example.documents(below: "ansible").isEmpty)
    }

    @Test(arguments: ExportCase.kubespray + [ExportCase.mixed]) func yamlIsReadBack(_ example: ExportCase) throws {
        for file in example.documents where file.path.hasSuffix(".yml") {
            let documents = try YAMLDocument.parse(Array(file.content.utf8), file: file.path)
            #expect(documents.count == 1, "\(file.path)")
        }
    }

    @Test(arguments: ExportCase.kubespray + ExportCase.kops + [ExportCase.managed])
    func anotherToolMakesItsMachinesItself(_ example: ExportCase) throws {
        #expect(!example.documents.isEmpty)
        #expect(!example.documents.contains { $0.path.hasPrefix("machines/") || $0.path == "RUNBOOK.md" })
    }
}
