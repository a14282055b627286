import FoundationEssentials
import Testing

@Suite struct CommandTests {
    private struct Report: Decodable {
        struct Node: Decodable {
            var name: String
            var recorded: Bool
        }
        struct Finding: Decodable {
            var rule: String
            var cause: Bool
        }
        var schemaVersion: Int
        var node: Node
        var findings: [Finding]
        var clear: Int
    }

    @Test func diagnosesTheCaptureItIsGivenAndNotThisMachine() async throws {
        let output = try await BuiltProgram.run("diagnose", "--from", BuiltProgram.node("control-plane-1.36"), "--format", "json")
        let report = try JSONDecoder().decode(Report.self, from: Data(output.out.utf8))
        #expect(output.status == 0)
        #expect(report.schemaVersion == 1)
        #expect(report.node.name == "wb-cp1")
        #expect(report.node.recorded)
        #expect(report.findings.isEmpty)
        #expect(report.clear > 150)
    }

    @Test func textSaysWhoseNodeItIs() async throws {
        let output = try await BuiltProgram.run("diagnose", "--from", BuiltProgram.node("control-plane-1.36"))
        #expect(output.out.hasPrefix("wb-cp1  control-plane  Kubernetes v1.36.2"))
        #expect(!output.out.contains("\u{1B}"), "colour only on a terminal")
    }

    @Test func aBrokenNodeEndsWith1AndNamesItsCauseFirst() async throws {
        let output = try await BuiltProgram.run("diagnose", "--from", BuiltProgram.node("hairpin-off"), "--format", "json")
        let report = try JSONDecoder().decode(Report.self, from: Data(output.out.utf8))
        #expect(output.status == 1)
        #expect(report.findings.contains { $0.rule == "bridge-port-lacks-hairpin" })
    }

    @Test(arguments: [["diagnose", "--bogus"], ["nonsense"], ["diagnose", "--format", "xml"], ["watch", "--looks", "0"]])
    func wrongUsageEndsWith2AndSaysWhy(_ arguments: [String]) async throws {
        let output =
            switch arguments.count {
            case 1: try await BuiltProgram.run(arguments[0])
            case 2: try await BuiltProgram.run(arguments[0], arguments[1])
            default: try await BuiltProgram.run(arguments[0], arguments[1], arguments[2])
            }
        #expect(output.status == 2)
        #expect(output.out.isEmpty)
        #expect(output.err.contains("Usage: drydock"))
    }

    @Test func anUnreadableCaptureEndsWith3() async throws {
        let output = try await BuiltProgram.run("diagnose", "--from", "/nonexistent/capture.tar.gz")
        #expect(output.status == 3)
        #expect(output.out.isEmpty)
        #expect(output.err.contains("/nonexistent/capture.tar.gz"))
    }

    @Test func explainFindsAKnownTextInALog() async throws {
        let log =
            "Nov 24 08:01:29 cp1 kubelet[812]: E1124 08:01:29.1 812 run.go:72] \"command failed\" err=\"failed to load kubelet config file, path: /var/lib/kubelet/config.yaml, error: x\"\n"
        let found = try await BuiltProgram.run("explain", "-", input: log)
        #expect(found.status == 0)
        #expect(found.out.contains("kubelet"))
        let nothing = try await BuiltProgram.run("explain", "the cat sat on the mat")
        #expect(nothing.status == 1)
        #expect(nothing.out.hasPrefix("No known problem writes this text."))
    }

    @Test func recipesAreFoundShownAndRefused() async throws {
        let list = try await BuiltProgram.run("recipes", "hairpin")
        #expect(list.status == 0)
        #expect(list.out.contains("turn-hairpin-on"))
        let shown = try await BuiltProgram.run("recipes", "show", "turn-hairpin-on")
        #expect(shown.status == 0)
        #expect(shown.out.contains("1. "))
        let unknown = try await BuiltProgram.run("recipes", "show", "turn-hairpin-onn")
        #expect(unknown.status == 1)
        #expect(unknown.err.contains("Did you mean turn-hairpin-on?"))
        #expect(try await BuiltProgram.run("recipes", "zebra").status == 1)
    }

    @Test func plainModeWalksByNumbers() async throws {
        let output = try await BuiltProgram.run(
            "open", "--plain", "--from", BuiltProgram.node("control-plane-1.36"), input: "1\nb\nq\n")
        #expect(output.status == 0)
        #expect(output.out.contains("wb-cp1 control-plane recorded"))
        #expect(output.out.contains("> Diagnosis"))
        #expect(!output.out.contains("\u{1B}"))
    }

    @Test func knowledgeOfOnesOwnIsCheckedWithFileAndLine() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "drydock-knowledge-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder.appending(path: "rules/host"), withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "rules/host/swap-is-odd.yaml")
        try Data("title: Swap is odd\nseverity: eror\n".utf8).write(to: file)
        let output = try await BuiltProgram.run("knowledge", "lint", folder.path)
        #expect(output.status == 1)
        #expect(output.err.contains("swap-is-odd.yaml:2: error: \"eror\" is no severity"))
    }

    @Test func aFolderOfKnowledgeThatIsBrokenIsRefusedWithFileAndLine() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "drydock-knowledge-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder.appending(path: "rules/host"), withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data("title: Swap is odd\nseverity: eror\n".utf8).write(to: folder.appending(path: "rules/host/swap-is-odd.yaml"))
        let output = try await BuiltProgram.run(
            "diagnose", "--knowledge", folder.path, "--from", BuiltProgram.node("control-plane-1.36"))
        #expect(output.status == 1)
        #expect(output.out.isEmpty, "half a folder is never used")
        #expect(output.err.contains("rules/host/swap-is-odd.yaml:2: error:"))
    }

    @Test func knowledgeIsListedAsOneDocument() async throws {
        struct Listing: Decodable {
            struct Entry: Decodable { var id: String }
            var rules: [Entry]
            var recipes: [Entry]
        }
        let output = try await BuiltProgram.run("knowledge", "list", "--format", "json")
        let listing = try JSONDecoder().decode(Listing.self, from: Data(output.out.utf8))
        #expect(output.status == 0)
        #expect(listing.rules.contains { $0.id == "bridge-port-lacks-hairpin" })
        #expect(listing.recipes.contains { $0.id == "turn-hairpin-on" })
    }

    @Test func oneLookOfTheWatchPrintsTheLadder() async throws {
        let output = try await BuiltProgram.run("watch", "--looks", "1", "--plain")
        #expect(output.status == 0)
        let lines = output.out.split(separator: "\n")
        #expect(lines.count == 8)
        for name in ["Host", "Runtime", "Kubelet", "etcd", "API server", "Node", "Network", "DNS"] {
            #expect(lines.contains { $0.contains("  \(name)") })
        }
    }

    @Test func aCaptureThatIsNoneSaysSo() async throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "drydock-\(UUID().uuidString).tar.gz")
        defer { try? FileManager.default.removeItem(at: file) }
        for bytes in [Data(), Data("not an archive".utf8), Data([0x1F, 0x8B, 8, 0])] {
            try bytes.write(to: file)
            let output = try await BuiltProgram.run("diagnose", "--from", file.path)
            #expect(output.status == 3)
            #expect(output.out.isEmpty)
            #expect(output.err.contains("The capture \(file.path) cannot be read: "))
        }
    }

    @Test func inPlainModeAnEmptyLineSaysThePageAgain() async throws {
        let output = try await BuiltProgram.run(
            "--plain", "--from", BuiltProgram.node("hairpin-off"), input: "\n1\nx\nb\nq\n")
        #expect(output.status == 0)
        let pages = output.out.split(separator: "drydock - ").count - 1
        #expect(pages == 3, "the first page twice, and again after b")
        #expect(output.out.contains("There is no choice \"x\" here."))
        #expect(output.out.contains("Why"))
    }
}
