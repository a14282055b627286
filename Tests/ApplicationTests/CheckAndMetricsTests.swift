import Diagnosis
import Facts
import Glibc
import KnowledgeFormat
import Planning
import Testing
import YAML

@testable import Application

/// What other programs read: node-problem-detector a line and a status, node_exporter a file of metrics.
@Suite struct CheckAndMetricsTests {
    private func report(_ says: String, unknown: [Unjudged] = []) -> Report {
        let rule = Rule(
            id: "swap-is-on", area: "host", catalogue: [], title: "swap is on", severity: .error, kind: .fault, rung: .host,
            applies: nil, versions: VersionRange(), when: .all([]), says: says, why: "Nothing runs.", leadsTo: [],
            wrongWhen: "Never.",
            recipes: [], sources: [])
        return Report(
            node: Report.Node(name: "cp\"1\\\n", role: "control-plane", kubernetesVersion: nil),
            taken: Instant(seconds: 1_000_000),
            findings: [Finding(rule: rule, says: says, evidence: [])], expected: [], unknown: unknown, clear: 7,
            ladder: [RungState(rung: .runtime, state: .notHere, says: says)], changes: [])
    }

    private func finished(_ report: Report) -> FinishedReport {
        FinishedReport(report: report, seconds: 0.5, isRecorded: false, recipeTitles: [:])
    }

    @Test func statusesAreThoseOfTheProtocol() {
        let gap = Unjudged(rule: "hidden", gaps: [Gap(fact: "swap.on", reason: "nobody asked.")])
        let report = report("Swap is on; it must be off.", unknown: [gap])
        #expect(CheckJob.verdict(of: ["swap-is-on"], in: report) == (.notOK, "Swap is on; it must be off."))
        #expect(CheckJob.verdict(of: ["hidden"], in: report).0.rawValue == 2)
        #expect(CheckJob.verdict(of: ["other"], in: report).0.rawValue == 0)
        #expect(CheckJob.verdict(of: ["other", "hidden", "swap-is-on"], in: report).0 == .notOK)
        #expect(CheckJob.verdict(of: ["other", "hidden"], in: report).0 == .unknown)
        #expect(CheckJob.verdict(of: ["other", "another"], in: report) == (.ok, "2 rules are kept."))
    }

    @Test func theLineIsOneLineOfThatManyBytesAndOfWholeCharacters() {
        #expect(CheckJob.cut("one\ntwo\u{1B}[31m  three", 80) == "one two three")
        for longest in 1...40 {
            let line = CheckJob.cut("Zertifikat läuft ab: ärgerlich, früh, böse", longest)
            #expect(line.utf8.count <= longest && !line.contains("\u{FFFD}"))
        }
    }

    @Test func metricsAreEscapedAndEachSeriesStandsOnce() {
        var facts = FactSet()
        var rows: [Row<CertificateFacts.Certificate>] = []
        for (path, seconds) in [("/a\"b", 1_000_000 + 86400 * 3), ("/a\"b", 1_000_000 - 1), ("/c", 1_000_000 + 86399)] {
            var row = Row<CertificateFacts.Certificate>([:], from: .file("/x"))
            row.merge([
                .path: .text(path), .place: .text(path), .purpose: .text("ca"), .notAfter: .instant(Instant(seconds: seconds)),
            ])
            rows.append(row)
        }
        facts.set(CertificateFacts.certificates, rows, from: [.file("/x")])
        let lines = PrometheusReport(finished(report("x.")), facts: facts).text().split(separator: "\n").map(String.init)
        #expect(lines.contains { $0.hasPrefix("drydock_info{") && $0.contains(#"node="cp\"1\\\n""#) })
        #expect(lines.contains(#"drydock_certificate_left_seconds{file="/a\"b",purpose="ca"} -1"#))
        #expect(lines.contains(#"drydock_certificate_left_seconds{file="/c",purpose="ca"} 86399"#))
        #expect(lines.contains(#"drydock_finding{rule="swap-is-on",severity="error",cause="true",rung="host"} 1"#))
        #expect(lines.contains(#"drydock_rung{rung="runtime",state="not-here"} 1"#))
        let series = lines.filter { !$0.hasPrefix("#") }.map { $0.split(separator: " ").dropLast().joined(separator: " ") }
        #expect(Set(series).count == series.count)
        // HELP and TYPE once, before the samples of their metric.
        var helped: Set<Substring> = []
        for line in lines {
            let words = line.split(separator: " ")
            if line.hasPrefix("# HELP") {
                #expect(helped.insert(words[2]).inserted)
            } else if !line.hasPrefix("#") {
                #expect(helped.contains(words[0].prefix { $0 != "{" }))
            }
        }
    }

    @Test func whoElseMayWriteIsNamed() {
        func reason(_ mode: mode_t, owner: uid_t = 0, group: gid_t = 0, asRoot: Bool = true, person: uid_t? = nil) -> String? {
            var status = stat()
            (status.st_mode, status.st_uid, status.st_gid) = (S_IFREG | mode, owner, group)
            return OthersWrite.reason(status, asRoot: asRoot, person: person)
        }
        #expect(reason(0o644) == nil)
        #expect(reason(0o664) == nil)
        #expect(reason(0o664, group: 50) == "group 50 may write it (mode 0664)")
        #expect(reason(0o666) == "every user may write it (mode 0666)")
        #expect(reason(0o1777) == "every user may write it (mode 1777)")
        #expect(reason(0o644, owner: 1000) == "user 1000 owns it")
        #expect(reason(0o664, owner: 1000, group: 1000, person: 1000) == nil)
        #expect(reason(0o664, owner: 1000, group: 50, person: 1000) != nil)
        #expect(reason(0o666, owner: 1000, asRoot: false) == nil)
    }

    @Test(.enabled(if: geteuid() == 0, "only root's run asks")) func aFolderThatOthersMayWriteIsToldOf() throws {
        let folder = try OverlayFolder()
        try folder.writeNewRelease()
        chmod(folder.path + "/releases/1.38.yaml", 0o666)
        var told: [String] = []
        _ = try KnowledgeLoading.laidOver([folder.path]) { told.append($0) }
        #expect(told.count == 1 && told[0].contains("releases/1.38.yaml: every user may write it (mode 0666)."))
        chmod(folder.path + "/releases/1.38.yaml", 0o644)
        _ = try KnowledgeLoading.laidOver([folder.path]) { told.append($0) }
        #expect(told.count == 1)
    }

    /// Nobody named the system's folder just now: nothing of it comes into force then, and what is compiled in does.
    @Test(.enabled(if: geteuid() == 0, "only root's run asks")) func theSystemsFolderIsLeftOutWhereOthersMayWriteIt() throws {
        let folder = try OverlayFolder()
        try folder.writeNewRelease()
        let sound = try KnowledgeLoading.laidOver([folder.path], system: folder.path)
        #expect(sound.planning.releases.count == KnowledgeLoading.compiledIn.planning.releases.count + 1)
        chmod(folder.path + "/releases", 0o777)
        let open = try KnowledgeLoading.laidOver([folder.path], system: folder.path)
        #expect(open.planning.releases.count == sound.planning.releases.count - 1)
        let left = try #require(open.overlays.first?.leftOut.first)
        #expect(left.sentence.contains("every user may write it"))
        #expect(left.sentence.hasSuffix("Nothing of \(folder.path) is used."))
    }
}
