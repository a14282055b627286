import Application
import Diagnosis
import Knowledge
import Testing

@Suite struct FleetExaminationTests {
    private static let nodes =
        #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3).joined(separator: "/") + "/Tests/Nodes/"

    @Test(arguments: [1, 4]) func reportsComeInTheOrderOfTheirNames(_ workers: Int) async {
        let fleet = FleetExamination(Examination(knowledge: Knowledge.base), workers: workers)
        // The slow one first: the others must wait for it.
        let names = ["control-plane-1.36", "missing", "hairpin-off", "hairpin-ok", "hairpin-off", "worker-1.36-crio"]
        var seen: [String] = []
        var refused: [String] = []
        let members = await fleet.run(names.map { Self.nodes + $0 }) { outcome in
            seen.append(outcome.path.split(separator: "/").last.map(String.init) ?? "")
            if case .failure = outcome.report { refused.append(seen.last ?? "") }
        }
        #expect(seen == names)
        #expect(refused == ["missing"])
        #expect(members.count == 5)
        #expect(members.first?.name == "wb-cp1")
        #expect(members.contains { $0.name == "hairpin-ok" }, "a capture without a node's name is called by its own")
    }

    @Test func aFolderStandsForTheCapturesInIt() throws {
        let paths = try CaptureList.paths([Self.nodes])
        #expect(paths.contains(Self.nodes + "hairpin-ok"))
        #expect(paths == paths.sorted())
        #expect(try CaptureList.paths([Self.nodes + "hairpin-ok"]) == [Self.nodes + "hairpin-ok"])
        #expect(try CaptureList.paths(["/no/such/file"]) == ["/no/such/file"])
        #expect(throws: Refusal.self) { try CaptureList.paths([Self.nodes + "hairpin-ok/files"]) }
    }
}
