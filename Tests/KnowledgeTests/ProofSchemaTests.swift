import FoundationEssentials
import Proofs
import Testing

/// The JSON Schema of proofs is written from the declaration by which the program checks them.
@Suite struct ProofSchemaTests {
    /// With `DRYDOCK_RECORD_GOLDENS=1` the file is written anew.
    @Test func isThatOfTheDeclaration() throws {
        let file = TestsFolder.tests.deletingLastPathComponent().appending(path: "Knowledge/schemas/proof.schema.json")
        let wanted = ProofForm.schema
        let there = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        guard there != wanted else { return }
        if ProcessInfo.processInfo.environment["DRYDOCK_RECORD_GOLDENS"] != nil { try Data(wanted.utf8).write(to: file) }
        let lines = zip(there.split(separator: "\n"), wanted.split(separator: "\n")).first { $0 != $1 }
        Issue.record(
            "\(file.path) differs from ProofForm: \(lines.map { "the file has \($0), the form \($1)" } ?? "one ends sooner"). DRYDOCK_RECORD_GOLDENS=1 writes it."
        )
    }
}
