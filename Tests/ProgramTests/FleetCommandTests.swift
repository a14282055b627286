import FoundationEssentials
import Testing

/// `drydock diagnose` of several captures, in every form, and compared with earlier ones.
@Suite struct FleetCommandTests {
    private struct Report: Decodable {
        struct Node: Decodable { var name: String }
        struct Finding: Decodable { var rule: String }
        struct Since: Decodable {
            var capture: String?
            var new, cleared, stillThere, unjudged: [String]
        }
        var node: Node
        var findings: [Finding]
        var since: Since?
    }

    private struct FleetReport: Decodable {
        struct Unread: Decodable { var capture: String }
        struct Earlier: Decodable { var only: [String] }
        var schemaVersion: Int
        var nodes: [Report]
        var unread: [Unread]
        var earlier: Earlier?
    }

    /// Two folders of captures: of a machine that has got hairpin-off since, one that has got well, one that is as it was, and one
    /// each that the other folder lacks.
    private final class Ground: Sendable {
        let path = FileManager.default.temporaryDirectory.appending(path: "drydock-fleet-\(UUID().uuidString)").path
        var now: String { path + "/now" }
        var then: String { path + "/then" }

        init() throws {
            let nodes = [
                "now/ill": "hairpin-off", "now/well": "hairpin-ok", "now/same": "hairpin-off", "now/young": "hairpin-ok",
                "then/ill": "hairpin-ok", "then/well": "hairpin-off", "then/same": "hairpin-off", "then/gone": "hairpin-ok",
            ]
            for name in ["now", "then"] {
                try FileManager.default.createDirectory(atPath: "\(path)/\(name)", withIntermediateDirectories: true)
            }
            for (name, node) in nodes {
                try FileManager.default.copyItem(atPath: BuiltProgram.node(node), toPath: "\(path)/\(name)")
            }
        }

        deinit { try? FileManager.default.removeItem(atPath: path) }
    }

    @Test func severalCapturesMakeAFleetsReportInTheirOrder() async throws {
        let (one, two) = (BuiltProgram.node("hairpin-off"), BuiltProgram.node("control-plane-1.36"))
        let output = try await BuiltProgram.run(
            "diagnose", "--from", one, "--from", "/nonexistent.tar.gz", "--from", two, "--format", "json")
        let fleet = try JSONDecoder().decode(FleetReport.self, from: Data(output.out.utf8))
        #expect(output.status == 1)
        #expect(fleet.schemaVersion == 1)
        #expect(fleet.nodes.count == 2)
        #expect(fleet.nodes.last?.node.name == "wb-cp1")
        #expect(fleet.nodes.first?.findings.contains { $0.rule == "bridge-port-lacks-hairpin" } ?? false)
        #expect(fleet.unread.map(\.capture) == ["/nonexistent.tar.gz"])
    }

    @Test func aFolderOfCapturesGivesALineANodeAndWhatTheyHaveInCommon() async throws {
        let output = try await BuiltProgram.run("diagnose", "--from", BuiltProgram.root + "/Tests/Nodes")
        #expect(output.status == 1)
        let lines = output.out.split(separator: "\n")
        #expect(lines.contains { $0.hasPrefix("OK  wb-cp1") })
        #expect(lines.contains { $0.hasPrefix("!!  hairpin-off") })
        #expect(lines.contains { $0.contains("nodes have problems") })
        #expect(lines.contains { $0.contains("nodes: The CNI configuration gives new pods no hairpin mode") })
        #expect(!output.out.contains("\u{1B}"), "colour only on a terminal")
    }

    @Test func aFolderWithoutCapturesIsRefused() async throws {
        let none = try await BuiltProgram.run("diagnose", "--from", BuiltProgram.root + "/Sources")
        #expect(none.status == 3)
        #expect(none.err.contains("is not a capture, and contains none"))
    }

    @Test func markdownHasATableOfMachinesThenWhatTheyShowTogetherThenEach() async throws {
        let output = try await BuiltProgram.run(
            "diagnose", "--from", BuiltProgram.root + "/Tests/Nodes", "--from", "/nonexistent.tar.gz", "--format", "markdown")
        #expect(output.status == 1)
        let lines = output.out.split(separator: "\n").map(String.init)
        #expect(lines.first?.hasPrefix("# Diagnosis of ") ?? false)
        #expect(lines.contains("| machine | role | Kubernetes | state | first causes |"))
        let row = lines.first { $0.hasPrefix("| hairpin-off |") }
        #expect(row?.contains("| **problems** | The CNI configuration gives new pods no hairpin mode |") ?? false)
        #expect(lines.contains { $0.hasPrefix("| wb-cp1 | control-plane | v1.36.2 | OK |") })
        #expect(lines.contains { $0.hasPrefix("| nonexistent.tar.gz |") && $0.contains("**not read**") })
        let table = try #require(lines.lastIndex { $0.hasPrefix("| nonexistent") })
        let machine = try #require(lines.firstIndex(of: "## hairpin-off"))
        let finding = try #require(lines.firstIndex(of: "### Warning: The CNI configuration gives new pods no hairpin mode"))
        #expect(table < machine && machine < finding)
        // Each row has as many cells as the head.
        #expect(lines[0...table].filter { $0.hasPrefix("|") }.allSatisfy { $0.count { $0 == "|" } == 6 })
    }

    @Test func junitHasASuiteAMachineWhoseCountsAreThoseOfItsCases() async throws {
        let script = """
            import sys, json
            import xml.etree.ElementTree as tree
            root = tree.parse(sys.stdin).getroot()
            def seen(suite):
                cases = suite.findall("testcase")
                return {"name": suite.get("name"), "failed": [c.get("name") for c in cases if c.find("failure") is not None],
                    "properties": {p.get("name"): p.get("value") for p in suite.iter("property")},
                    "counts": {k: int(suite.get(k)) for k in ("tests", "failures", "errors", "skipped")},
                    "found": {"tests": len(cases), "failures": len(list(suite.iter("failure"))),
                        "errors": len(list(suite.iter("error"))), "skipped": len(list(suite.iter("skipped")))}}
            suites = [seen(suite) for suite in root.findall("testsuite")]
            total = {k: sum(s["found"][k] for s in suites) for k in ("tests", "failures", "errors", "skipped")}
            print(json.dumps({"suites": suites, "total": total, "said": {k: int(root.get(k)) for k in total}}))
            """
        struct Seen: Decodable {
            struct Suite: Decodable {
                var name: String
                var failed: [String]
                var properties, counts, found: [String: SmallValue]
            }
            var suites: [Suite]
            var total, said: [String: Int]
        }
        let ground = try Ground()
        let junit = try await BuiltProgram.run(
            "diagnose", "--from", ground.now, "--from", "/nonexistent", "--against", ground.then, "--format", "junit")
        #expect(junit.status == 1)
        let parsed = try await BuiltProgram.shell("exec python3 -c '\(script)'", input: junit.out)
        #expect(parsed.status == 0, "\(parsed.err)")
        let seen = try JSONDecoder().decode(Seen.self, from: Data(parsed.out.utf8))
        #expect(seen.suites.map(\.name) == ["ill", "same", "well", "young", "nonexistent", "the machines together"])
        #expect(seen.total == seen.said && seen.suites.allSatisfy { $0.counts == $0.found })
        #expect(seen.total["errors"] == 1, "a capture that cannot be read is no pass")
        let ill = try #require(seen.suites.first)
        #expect(ill.failed.contains("cni-config-lacks-hairpin"))
        #expect(ill.properties["new"]?.text.contains("cni-config-lacks-hairpin") ?? false)
        #expect(ill.properties["earlier capture"]?.text == ground.then + "/ill")
        #expect(seen.suites[3].properties["earlier capture"]?.text == "there is none of this machine")
    }

    /// A JSON value that is a text or a number.
    private struct SmallValue: Decodable, Equatable {
        var text: String
        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let number = try? container.decode(Int.self) {
                text = "\(number)"
            } else {
                text = try container.decode(String.self)
            }
        }
    }

    @Test func againstEarlierCapturesEachMachineTellsWhatIsNewClearedAndStillThere() async throws {
        let ground = try Ground()
        let output = try await BuiltProgram.run(
            "diagnose", "--from", ground.now, "--against", ground.then, "--format", "json")
        let fleet = try JSONDecoder().decode(FleetReport.self, from: Data(output.out.utf8))
        #expect(fleet.nodes.map(\.node.name) == ["ill", "same", "well", "young"])
        let since = try fleet.nodes.map { try #require($0.since) }
        let rule = "cni-config-lacks-hairpin"
        #expect(since[0].new.contains(rule) && since[0].cleared.isEmpty && since[0].stillThere.isEmpty)
        #expect(since[1].stillThere.contains(rule) && since[1].new.isEmpty && since[1].cleared.isEmpty)
        #expect(since[2].cleared.contains(rule) && since[2].new.isEmpty && since[2].stillThere.isEmpty)
        #expect(since[3].capture == nil && since[3].new.isEmpty)
        #expect(fleet.earlier?.only == ["gone"])
        let plain = try await BuiltProgram.run("diagnose", "--from", ground.now, "--format", "json")
        let alone = try JSONDecoder().decode(FleetReport.self, from: Data(plain.out.utf8))
        #expect(alone.earlier == nil && alone.nodes.allSatisfy { $0.since == nil })
    }

    @Test func textAndMarkdownTellWhatHasChanged() async throws {
        let ground = try Ground()
        let text = try await BuiltProgram.run("diagnose", "--from", ground.now, "--against", ground.then)
        #expect(text.status == 1)
        for part in [
            "Since the earlier captures", "new: The CNI configuration gives new pods no hairpin mode (cni-config-lacks-hairpin)",
            "cleared: The CNI configuration gives", "still there: The CNI configuration gives",
            "There is no earlier capture of young.",
            "Only the earlier captures include gone.",
        ] {
            #expect(text.out.contains(part), "\(part)")
        }
        let markdown = try await BuiltProgram.run(
            "diagnose", "--from", ground.now, "--against", ground.then, "--format", "markdown")
        let lines = markdown.out.split(separator: "\n")
        #expect(lines.contains { $0.hasPrefix("| young |") && $0.hasSuffix("| no earlier capture |") })
        #expect(lines.contains { $0.hasPrefix("| ill |") && $0.hasSuffix(" new |") })
        #expect(lines.contains { $0.hasPrefix("- cleared: ") && $0.contains("`cni-config-lacks-hairpin`") })
        #expect(lines.contains("- Only the earlier captures include gone."))
    }

    @Test func whatCannotBeComparedIsSaidAndNothingIsPrinted() async throws {
        let ground = try Ground()
        let missing = try await BuiltProgram.run(
            "diagnose", "--from", ground.now, "--against", "/nonexistent", "--format", "json")
        #expect(missing.status == 3 && missing.out.isEmpty)
        #expect(missing.err.contains("The capture /nonexistent cannot be read"))
        let live = try await BuiltProgram.run("diagnose", "--against", ground.then)
        #expect(live.status == 2 && live.out.isEmpty)
        #expect(live.err.contains("name one of them"))
        // One capture and a folder: its partner is found by name.
        let one = try await BuiltProgram.run("diagnose", "--from", ground.now + "/ill", "--against", ground.then)
        #expect(one.status == 1 && one.out.contains("new: "))
    }

    @Test func longGivesEachMachinesWholeReport() async throws {
        let ground = try Ground()
        let output = try await BuiltProgram.run("diagnose", "--from", ground.now, "--long")
        #expect(output.out.contains("seen      /etc/cni/net.d/10-wb.conflist"))
        #expect(output.out.contains("of 4 nodes have problems"))
    }
}
