import Knowledge
import Testing

@testable import Lookup

@Suite struct ExplainerTests {
    static let explainer = Explainer(knowledge: Knowledge.base, catalogue: Knowledge.catalogue)

    private func explain(_ text: String) -> Explainer.Answer { Self.explainer.explain(Array(text.utf8)) }

    @Test func aKubeletLineWithItsPrefixIsKnown() {
        let line =
            "E1124 08:01:29.123456    1451 run.go:72] \"command failed\" err=\"failed to validate kubelet flags: running with swap on is not supported, please disable swap or set --fail-swap-on flag to false\""
        #expect(explain(line).matches.first.map { $0.catalogue.contains("BY-KL-01") } ?? false)
    }

    @Test func aPartOfATextIsEnough() {
        let answer = explain("failed to load kubelet config file")
        #expect(answer.matches.contains { $0.catalogue.contains("BY-KL-03") })
    }

    @Test func aLogCountsItsLines() {
        let line =
            "Nov 24 08:01:29 cp1 kubelet[1]: x509: certificate has expired or is not yet valid: current time 2026-11-24T08:01:29Z is after 2026-01-01T00:00:00Z\n"
        let answer = explain(String(repeating: line, count: 1000))
        #expect(answer.matches.contains { $0.count == 1000 })
    }

    @Test func anUnknownTextSaysSoWithTheNearest() {
        let answer = explain("the kubelet would very much like to have some swap space please")
        #expect(answer.matches.isEmpty)
        #expect(answer.nearest.count <= 3)
    }

    /// A person's own words are searched for, not taken for what a program wrote.
    @Test func aQuestionGivesPagesOfTheSearch() {
        let answer = explain("my node is not ready")
        #expect(answer.matches.isEmpty)
        #expect(answer.nearest.count == 3 && answer.nearest.contains { $0.id == "read-node-conditions" || $0.kind == .state })
        #expect(answer.nearest.allSatisfy { $0.fits == .near && !$0.line.isEmpty })
    }

    /// Other problems write "is not supported" as well; what most of the pasted words belong to comes first.
    @Test(arguments: ["", " (and more words of one's own)"])
    func mostOfALongTextWeighsMoreThanAFewWordsThatStand(_ rest: String) {
        let answer = explain("running with swap on is not supported, please disable swap" + rest)
        #expect(answer.matches.first.map { $0.catalogue.contains("BY-KL-01") } ?? false)
    }

    /// That control planes take no pods is usual: where other nodes refuse the pod, too, theirs is the reason.
    @Test func whatWorkersRefuseComesBeforeTheControlPlanesTaint() {
        let taint = "1 node(s) had untolerated taint {node-role.kubernetes.io/control-plane: }"
        let both = explain("0/3 nodes are available: \(taint), 2 node(s) had volume node affinity conflict.")
        #expect(both.matches.first.map { $0.id != "schedule-on-control-plane" && $0.id != "pod-tolerates-no-taint" } ?? false)
        #expect(explain("0/1 nodes are available: \(taint).").matches.first?.id == "schedule-on-control-plane")
    }

    /// systemd says of a unit only that it ended; the unit's own words say why, in however few words.
    @Test func aUnitsOwnWordsComeBeforeSystemds() {
        let own = "containerd: failed to load TOML: /etc/containerd/config.toml: toml: expected newline but got U+0053 'S'"
        let ended = "systemd[1]: containerd.service: Main process exited, code=exited, status=1/FAILURE"
        #expect(explain(own + "\n" + ended).matches.first?.id == "mend-containerd-config")
    }

    @Test func escapeSequencesOfALogAreNotPrinted() {
        let answer = explain("\u{1B}]0;x\u{7}failed to load kubelet config file, path: /var/lib/kubelet/config.yaml")
        #expect(!answer.matches.isEmpty)
        #expect(answer.matches.allSatisfy { !$0.line.unicodeScalars.contains { $0.value < 0x20 } })
    }
}

/// What a person asks about without all of its words.
@Suite struct AskedLinesTests {
    private func answer(_ text: String) -> [Explainer.Match] { ExplainerTests.explainer.explain(Array(text.utf8)).matches }

    /// `systemctl status` cuts its lines at the terminal's edge.
    @Test func aLineThatWasCutOffIsKnownByItsBeginning() {
        let found = answer(
            "containerd[7]: time=\"2024-07-31T17:09:22Z\" level=error msg=\"failed to load cni during init, please check C>")
        #expect(found.contains { $0.id == "install-network-add-on" && $0.fits == .near }, "\(found.map(\.id))")
    }

    /// The last word of a program that no text explains leads to where its last words are read.
    @Test func anUnknownLastWordLeadsToItsProgram() {
        let found = answer("level=fatal msg=\"the gizmo of the datapath is not where it was wanted\" subsys=daemon")
        #expect(found.first?.id == "find-why-cilium-does-not-answer" && found.first?.fits == .near, "\(found.map(\.id))")
        let ids = Set(ExplainerTests.explainer.table.topics.map(\.id))
        #expect(SpeakerPages.table.values.joined().filter { !ids.contains($0) } == [])
    }
}
