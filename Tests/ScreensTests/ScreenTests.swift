import Diagnosis
import Facts
import Screens
import Terminal
import Testing
import Widgets

@Suite struct ScreenTests {
    private static func rule(
        _ id: String, _ title: String, leadsTo: [String] = [], severity: Severity = .error, rung: Rung = .runtime
    ) -> Rule {
        Rule(
            id: id, area: rung.rawValue, catalogue: ["BY-KL-15"], title: title, severity: severity, kind: .fault, rung: rung,
            applies: nil,
            versions: VersionRange(), when: .all([]), says: "\(title).", why: "Nothing runs without it.", leadsTo: leadsTo,
            wrongWhen: "Never.",
            recipes: [], sources: [Reference(source: "a test", date: "2026-08-14")])
    }

    static let broken: Session = {
        let cause = rule("containerd-is-stopped", "containerd is not running", leadsTo: ["node-is-not-ready"])
        let symptom = rule("node-is-not-ready", "The cluster calls this node not Ready", rung: .node)
        let findings = [
            Finding(
                rule: cause, says: "The unit is \u{1B}[31minactive\u{7}; it must be active.",
                evidence: [Evidence(source: "systemctl show containerd.service", text: "ActiveState=inactive", time: nil)],
                explains: [symptom.id]),
            Finding(rule: symptom, says: "Ready is False.", evidence: [], causedBy: [cause.id]),
        ]
        let report = Report(
            node: Report.Node(name: "cp1", role: "control-plane", kubernetesVersion: "1.36.2"),
            taken: Instant(seconds: 1_795_503_699),
            findings: findings, expected: [], unknown: [], clear: 200,
            ladder: Rung.allCases.map {
                RungState(rung: $0, state: $0 == .runtime ? .broken : .ok, says: "\($0.words) was looked at.")
            }, changes: [])
        return Session(program: "drydock test", nodeName: "cp1", report: report, before: report, rules: [cause, symptom])
    }()

    static let screens: [(String, any Screen)] = [
        ("home", HomeScreen(broken)), ("diagnosis", DiagnosisScreen(broken)),
        ("finding", FindingScreen(broken, rule: "containerd-is-stopped")),
        ("recipes", RecipesScreen(broken, query: "")), ("explain", ExplainScreen(broken, text: "")),
        ("capture", CaptureScreen(broken)),
        ("watch", WatchScreen(broken)), ("about", AboutScreen(broken)),
    ]

    @Test(arguments: 0..<8) func bindingsAreWellFormed(_ index: Int) {
        let (name, screen) = Self.screens[index]
        #expect(KeyMap(screen.bindings).complaints == [], "\(name)")
    }

    @Test(arguments: 0..<8, [Size(width: 80, height: 24), Size(width: 120, height: 40), Size(width: 60, height: 16)])
    func drawsWithinAnySizeAndCharset(_ index: Int, _ size: Size) {
        var (name, screen) = Self.screens[index]
        for charset in [Charset.utf8, .ascii] {
            var canvas = Canvas(size: size, charset: charset)
            screen.fit(Size(width: size.width, height: size.height - 3))
            screen.draw(on: &canvas, in: Rect(x: 0, y: 1, width: size.width, height: size.height - 3), glyphs: .of(charset))
            let text = canvas.text
            #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count >= size.height - 1, "\(name)")
            #expect(!text.contains("\u{1B}") && !text.contains("\u{7}"), "control characters of the node stay out: \(name)")
            if charset == .ascii { #expect(text.utf8.allSatisfy { $0 < 128 }, "\(name)") }
            #expect(text.contains { $0.isLetter }, "\(name) shows something")
        }
    }

    @Test func enterOnTheCauseOpensTheFinding() {
        var screen: any Screen = DiagnosisScreen(Self.broken)
        screen.fit(Size(width: 80, height: 21))
        let binding = KeyMap(screen.bindings).binding(for: .enter)
        #expect(binding.map { screen.act($0.name) } == [.open(.finding(rule: "containerd-is-stopped"))])
    }

    @Test func rLooksAgainAndWhatClearedIsTold() {
        var screen: any Screen = DiagnosisScreen(Self.broken)
        let binding = KeyMap(screen.bindings).binding(for: .character("r"))
        #expect(binding.map { screen.act($0.name) } == [.examine])
        var session = Self.broken
        session.report?.findings = []
        #expect(session.cleared.map(\.id) == ["containerd-is-stopped", "node-is-not-ready"])
        _ = screen.take(.session(session))
        let page = screen.plain()
        #expect((page.lines + page.choices.map(\.label)).joined(separator: "\n").contains("containerd is not running"))
    }

    @Test(arguments: 0..<8) func plainSaysWhatTheScreenSays(_ index: Int) {
        let page = Self.screens[index].1.plain()
        #expect(!page.lines.isEmpty || !page.choices.isEmpty)
        #expect(page.lines.allSatisfy { !$0.contains("\u{1B}") })
    }
}
