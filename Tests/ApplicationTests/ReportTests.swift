import Application
import Diagnosis
import Facts
import FoundationEssentials
import Planning
import Testing

@Suite struct ReportTests {
    private func finished(_ says: String, severity: Severity = .error) -> FinishedReport {
        let rule = Rule(
            id: "containerd-is-stopped", area: "runtime", catalogue: ["BY-KL-15"], title: "containerd is not running",
            severity: severity,
            kind: .fault, rung: .runtime, applies: nil, versions: VersionRange(), when: .all([]), says: says,
            why: "Nothing runs.", leadsTo: [],
            wrongWhen: "Never.", recipes: ["start-containerd"], sources: [])
        let finding = Finding(
            rule: rule, says: says, evidence: [Evidence(source: "systemctl show", text: "ActiveState=inactive", time: nil)])
        let report = Report(
            node: Report.Node(name: "cp1", role: "control-plane", kubernetesVersion: "1.36.2"), taken: Instant(seconds: 0),
            findings: [finding],
            expected: [], unknown: [], clear: 7, ladder: [RungState(rung: .runtime, state: .broken, says: says)], changes: [])
        return FinishedReport(
            report: report, seconds: 0.5, isRecorded: false, recipeTitles: ["start-containerd": "Start containerd"],
            recipePlans: ["start-containerd": .upgrade])
    }

    @Test func textNamesCauseEvidenceAndRecipe() {
        let text = TextReport(finished("The unit is inactive; it must be active."), paint: .plain).text()
        for part in [
            "!! error  containerd is not running", "systemctl show", "ActiveState=inactive",
            "drydock recipes show start-containerd", "1 cause",
            "plan      Upgrade a cluster by one minor release:",
        ] {
            #expect(text.contains(part))
        }
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
    }

    @Test func jsonKeepsTheContract() throws {
        let text = try JSONReport(finished("x.")).text()
        for key in ["schemaVersion", "program", "node", "taken", "seconds", "findings", "expected", "unknown", "clear"] {
            #expect(text.contains("\"\(key)\""))
        }
        #expect(text.contains("\"cause\" : true"))
    }

    @Test func markdownAndXMLKeepTextFromTheNodeAsText() {
        let nasty = "<b>a|b</b> `rm` & \"c\" \u{1B}[31m"
        #expect(!MarkdownReport(finished(nasty)).text().contains("<b>a|b"))
        let junit = JUnitReport(finished(nasty)).text()
        #expect(junit.contains("&lt;b&gt;a|b&lt;/b&gt; `rm` &amp; &quot;c&quot;"))
        #expect(!junit.contains("\u{1B}"))
    }

    @Test func exitStatusFollowsTheWorstFinding() {
        #expect(finished("x.").exitStatus == 1)
        #expect(finished("x.", severity: .warning).exitStatus == 1)
        #expect(finished("x.", severity: .notice).exitStatus == 0)
    }
}
