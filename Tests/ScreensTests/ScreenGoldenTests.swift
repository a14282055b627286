import Diagnosis
import GoldenSupport
import Screens
import Terminal
import Testing

/// How every screen looks at the sizes it is made for.
@Suite struct ScreenGoldenTests {
    private static func explained() -> any Screen {
        var screen = ExplainScreen(Sessions.broken, text: "failed to run Kubelet")
        _ = screen.shown()
        _ = screen.take(.explained(text: "failed to run Kubelet", Sessions.answers, nearest: []))
        return screen
    }

    private static func captured() -> any Screen {
        var screen = CaptureScreen(Sessions.broken)
        _ = screen.take(
            .captured(
                .written(
                    path: "drydock-cp1.tar.gz", bytes: 48_213,
                    missing: [Missed(reason: "This user may not look at /etc/kubernetes/pki.", count: 7)])))
        return screen
    }

    private static func watched() -> any Screen {
        var screen = WatchScreen(Sessions.broken)
        if let before = Sessions.broken.report { _ = screen.take(.watched(before)) }
        if let after = Sessions.healthy.report { _ = screen.take(.watched(after)) }
        return screen
    }

    static let screens: [(name: String, screen: any Screen)] = [
        ("home-broken", HomeScreen(Sessions.broken)), ("home-healthy", HomeScreen(Sessions.healthy)),
        ("home-looking", HomeScreen(Sessions.looking)), ("diagnosis", DiagnosisScreen(Sessions.broken)),
        ("diagnosis-cleared", DiagnosisScreen(Sessions.after(["swap-is-on"]))),
        ("diagnosis-healthy", DiagnosisScreen(Sessions.healthy)), ("rung", DiagnosisScreen(Sessions.broken, rung: .runtime)),
        ("finding", FindingScreen(Sessions.broken, rule: "containerd-is-stopped")),
        ("recipes", RecipesScreen(Sessions.broken, query: "")),
        ("recipes-query", RecipesScreen(Sessions.broken, query: "containerd")),
        ("recipe", RecipeScreen(Sessions.broken, id: "start-containerd")), ("explain", ExplainScreen(Sessions.broken, text: "")),
        ("explain-answers", explained()), ("capture", CaptureScreen(Sessions.broken)), ("capture-written", captured()),
        ("watch", watched()), ("about", AboutScreen(Sessions.broken)),
    ]

    @Test(arguments: 0..<screens.count, [Size(width: 80, height: 24), Size(width: 120, height: 40), Size(width: 60, height: 16)])
    func looksAsItShould(_ index: Int, _ size: Size) {
        let (name, screen) = Self.screens[index]
        let drawn = Page(screen, size).drawn()
        #expect(Golden.difference(drawn.canvas, "\(name)-\(size.width)x\(size.height)", cursor: drawn.cursor) == nil)
    }

    @Test(arguments: 0..<screens.count) func looksRightInASCIIAndMonochrome(_ index: Int) {
        let (name, screen) = Self.screens[index]
        let drawn = Page(screen).drawn(.ascii)
        #expect(drawn.canvas.text.utf8.allSatisfy { $0 < 128 })
        #expect(Golden.difference(drawn.canvas, "\(name)-ascii", cursor: drawn.cursor, showing: [.monochrome]) == nil)
    }

    /// What a node says may hold sequences that act on a terminal; none reaches a cell, the clipboard or plain output.
    @Test(arguments: 0..<screens.count) func controlCharactersOfTheNodeStayOut(_ index: Int) {
        var page = Page(Self.screens[index].screen, Size(width: 120, height: 40))
        func isClean(_ text: String) -> Bool {
            text.unicodeScalars.allSatisfy { $0 == "\n" || $0 == "\t" || ($0.value >= 0x20 && !(0x7F...0x9F).contains($0.value)) }
        }
        #expect(isClean(page.text))
        let plain = page.screen.plain()
        #expect((plain.lines + plain.choices.map(\.label)).allSatisfy(isClean))
        for case .copy(let text) in page.press(.character("y")) { #expect(isClean(text)) }
    }
}
