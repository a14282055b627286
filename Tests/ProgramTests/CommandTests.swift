import FoundationEssentials
import Testing

@Suite struct CommandTests {
    private struct Compared: Decodable {
        struct Difference: Decodable {
            var fact: String
            var here: String
            var there: String
        }
        var differences: [Difference]
    }

    private func compare(_ node: String, _ other: String) async throws -> [Compared.Difference] {
        let output = try await BuiltProgram.run(
            "diagnose", "--from", BuiltProgram.node(node), "--against", BuiltProgram.node(other), "--format", "json")
        let compared = try JSONDecoder().decode(Compared.self, from: Data(output.out.utf8))
        return compared.differences
    }

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
        // Not "no mistakes", though nothing lies below a file.
        let alone = try await BuiltProgram.run("knowledge", "lint", file.path)
        #expect(alone.status == 1)
        #expect(alone.err.contains("The knowledge folder \(file.path) could not be read: Not a directory."))
    }

    @Test func aFileOfKnowledgeWithAFaultIsLeftOutAndToldWithItsLine() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "drydock-knowledge-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder.appending(path: "rules/host"), withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data("title: Swap is odd\nseverity: eror\n".utf8).write(to: folder.appending(path: "rules/host/swap-is-odd.yaml"))
        let output = try await BuiltProgram.run(
            "diagnose", "--knowledge", folder.path, "--from", BuiltProgram.node("control-plane-1.36"))
        let usual = try await BuiltProgram.run("diagnose", "--from", BuiltProgram.node("control-plane-1.36"))
        #expect(output.status == usual.status)
        // The second line tells how long it took.
        #expect(
            output.out.split(separator: "\n").dropFirst(2) == usual.out.split(separator: "\n").dropFirst(2),
            "a file with a fault costs itself only")
        #expect(output.err.contains("rules/host/swap-is-odd.yaml:2: error: \"eror\" is no severity"))
        #expect(output.err.contains("\(folder.path): nothing; one file of it is left out."))
        let missing = try await BuiltProgram.run("diagnose", "--knowledge", folder.path + "/no-such-folder")
        #expect(missing.status == 1)
        #expect(missing.out.isEmpty)
        #expect(missing.err.contains("The knowledge folder \(folder.path)/no-such-folder could not be read"))
    }

    @Test func theVersionTellsOfWhichDayTheKnowledgeIs() async throws {
        let output = try await BuiltProgram.run("--version")
        #expect(output.status == 0)
        #expect(output.out.hasPrefix("drydock "))
        #expect(output.out.contains(", with what was known on 20"))
    }

    private struct Proofs: Decodable {
        struct Failure: Decodable {
            var file: String
            var line: Int
            var says: String
        }
        var proofs: Int
        var failures: [Failure]
    }

    @Test func proofsOfOneRuleAreTried() async throws {
        let source = BuiltProgram.node("").replacing("/Tests/Nodes/", with: "")
        let output = try await BuiltProgram.run("knowledge", "test", source, "--rule", "swap-is-on", "--format", "json")
        let result = try JSONDecoder().decode(Proofs.self, from: Data(output.out.utf8))
        #expect(output.status == 0 && result.failures.isEmpty && result.proofs == 3)
        let unknown = try await BuiltProgram.run("knowledge", "test", source, "--rule", "swap-is-om")
        #expect(unknown.status == 1 && unknown.err.contains("There is no rule swap-is-om here. Did you mean swap-is-on?"))
    }

    @Test func proofsOfOnesOwnFailWithFileAndLine() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "drydock-knowledge-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let without = try await BuiltProgram.run("knowledge", "test", folder.path)
        #expect(without.status == 2 && without.err.contains("has no proofs"))
        let files = FileManager.default
        for path in ["rules/host", "proofs/host", "nodes"] {
            try files.createDirectory(at: folder.appending(path: path), withIntermediateDirectories: true)
        }
        try files.copyItem(atPath: BuiltProgram.node("control-plane-1.36"), toPath: folder.path + "/nodes/mine")
        let rule = try String(
            contentsOf: URL(
                filePath: BuiltProgram.node("").replacing("/Tests/Nodes/", with: "/Knowledge/rules/host/swap-is-on.yaml")),
            encoding: .utf8)
        try Data(rule.utf8).write(to: folder.appending(path: "rules/host/swap-is-on.yaml"))
        let proof = "fires:\n- {why: it is on, node: mine}\nnear:\n- {why: it is off, node: mine}\n"
        try Data(proof.utf8).write(to: folder.appending(path: "proofs/host/swap-is-on.yaml"))
        let output = try await BuiltProgram.run("knowledge", "test", folder.path)
        #expect(output.status == 1)
        #expect(output.err.contains("proofs/host/swap-is-on.yaml:2: error: swap-is-on is to fire where it is on, but does not."))
        // Proofs and nodes are no knowledge, and no fault of the folder.
        #expect(try await BuiltProgram.run("knowledge", "lint", folder.path).status == 0)
    }

    /// drydock's source is such a folder too, for the proofs as for the knowledge.
    @Test func theSourcesKnowledgeIsLinted() async throws {
        let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3).joined(separator: "/")
        let output = try await BuiltProgram.run("knowledge", "lint", root)
        #expect(output.status == 0 && output.out.contains("/Knowledge: ") && output.out.contains(" rules, "), "\(output)")
    }

    @Test func knowledgeIsListedAsOneDocument() async throws {
        struct Listing: Decodable {
            struct Entry: Decodable { var id: String }
            struct Dated: Decodable { var id, newest: String; var asOf: String? }
            var day: String
            var rules: [Entry]
            var recipes: [Entry]
            var releases, runtimes, addOns: [Dated]
        }
        let output = try await BuiltProgram.run("knowledge", "list", "--format", "json")
        let listing = try JSONDecoder().decode(Listing.self, from: Data(output.out.utf8))
        #expect(output.status == 0)
        #expect(listing.rules.contains { $0.id == "bridge-port-lacks-hairpin" })
        #expect(listing.recipes.contains { $0.id == "turn-hairpin-on" })
        #expect(listing.releases.contains { $0.id == "1.36" && $0.asOf != nil })
        #expect(listing.runtimes.allSatisfy { $0.asOf != nil })
        #expect(listing.addOns.contains { $0.id == "flannel" && $0.asOf.map { $0 <= listing.day } ?? false })
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

    /// A CI's reader is a real XML parser.
    @Test func junitIsXMLWithOneCaseAFinding() async throws {
        let script = """
            import sys, json, xml.etree.ElementTree as tree
            root = tree.parse(sys.stdin).getroot()
            suite = root.find("testsuite")
            cases = suite.findall("testcase")
            print(json.dumps({
                "root": root.tag, "name": suite.get("name"), "tests": int(suite.get("tests")), "cases": len(cases),
                "failures": int(suite.get("failures")), "failed": [c.get("name") for c in cases if c.find("failure") is not None],
                "skipped": int(suite.get("skipped")), "unjudged": sum(c.find("skipped") is not None for c in cases),
                "empty": sum(not (f.text or "").strip() for f in suite.iter("failure"))}))
            """
        struct Seen: Decodable {
            var root: String
            var name: String
            var tests: Int
            var cases: Int
            var failures: Int
            var failed: [String]
            var skipped: Int
            var unjudged: Int
            var empty: Int
        }
        for node in ["hairpin-off", "control-plane-1.36", "worker-1.36-containerd-2.2"] {
            let junit = try await BuiltProgram.run("diagnose", "--from", BuiltProgram.node(node), "--format", "junit")
            let parsed = try await BuiltProgram.shell("exec python3 -c '\(script)'", input: junit.out)
            #expect(parsed.status == 0, "\(parsed.err)")
            let seen = try JSONDecoder().decode(Seen.self, from: Data(parsed.out.utf8))
            #expect(seen.root == "testsuites" && !seen.name.isEmpty)
            #expect(seen.tests == seen.cases && seen.failures == seen.failed.count && seen.skipped == seen.unjudged)
            #expect(seen.empty == 0, "each failure says what was found")
            #expect((junit.status == 1) == (seen.failures > 0))
            if node == "hairpin-off" { #expect(seen.failed.contains { $0.hasPrefix("bridge-port-lacks-hairpin") }) }
        }
    }

    @Test func againstAWellNodeTheDifferencesThatRulesReadAreListed() async throws {
        let found = try await compare("hairpin-off", "hairpin-ok")
        let configs = try #require(found.first { $0.fact == "cni.configs" })
        #expect(configs.here.contains("hairpin=false") && configs.there.contains("hairpin=true"))
        #expect(found.allSatisfy { $0.here != $0.there })
        #expect(try await compare("control-plane-1.36", "control-plane-1.36").isEmpty, "a node is like itself")
        let text = try await BuiltProgram.run(
            "diagnose", "--from", BuiltProgram.node("hairpin-off"), "--against", BuiltProgram.node("hairpin-ok"))
        #expect(text.out.contains("Differences from the other node"))
        let none = try await BuiltProgram.run(
            "diagnose", "--from", BuiltProgram.node("hairpin-off"), "--against", "/nonexistent")
        #expect(none.status == 3 && none.out.isEmpty)
    }
}
