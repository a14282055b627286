import Diagnosis
import GoldenSupport
import Screens
import Terminal
import Testing
import Widgets

/// Ring 2: every page as it looks, small, large, in ASCII and without colour.
@Suite struct ScreenGoldenTests {
    static let explained: ExplainScreen = {
        var screen = ExplainScreen(Sessions.broken, text: "")
        screen.fit(Size(width: 80, height: 21))
        screen.type("connection refused")
        screen.press(.enter)
        _ = screen.take(.explained(text: "connection refused", Sessions.answers, nearest: []))
        return screen
    }()

    static let captured: CaptureScreen = {
        var screen = CaptureScreen(Sessions.broken)
        _ = screen.take(
            .captured(
                .written(
                    path: "drydock-cp1.tar.gz", bytes: 182_334,
                    missing: [Missed(reason: "Only root may read /etc/kubernetes/admin.conf.", count: 12)])))
        return screen
    }()

    static let watched: WatchScreen = {
        var screen = WatchScreen(Sessions.healthy)
        _ = screen.take(.watched(Sessions.healthyReport))
        _ = screen.take(.watched(Sessions.brokenReport))
        return screen
    }()

    static let screens: [(String, any Screen)] = [
        ("home-broken", HomeScreen(Sessions.broken)), ("diagnosis", DiagnosisScreen(Sessions.broken)),
        ("finding", FindingScreen(Sessions.broken, rule: "containerd-is-stopped")),
        ("recipes", RecipesScreen(Sessions.broken, query: "")),
        ("recipe", RecipeScreen(Sessions.broken, id: "start-containerd")), ("explain", explained), ("capture", captured),
        ("watch", watched),
        ("about", AboutScreen(Sessions.broken)),
    ]

    static let states: [(String, any Screen)] = [
        ("home-healthy", HomeScreen(Sessions.healthy)), ("home-looking", HomeScreen(Sessions.looking)),
        ("home-empty", HomeScreen(Sessions.empty)),
        ("home-blind", HomeScreen(Sessions.blind)), ("diagnosis-blind", DiagnosisScreen(Sessions.blind)),
        ("diagnosis-cleared", DiagnosisScreen(Sessions.cleared)),
        ("diagnosis-rung", DiagnosisScreen(Sessions.broken, rung: .runtime)),
        ("diagnosis-looking", DiagnosisScreen(Sessions.looking)), ("diagnosis-healthy", DiagnosisScreen(Sessions.healthy)),
        ("finding-unjudged", FindingScreen(Sessions.broken, rule: "etcd-disk-is-slow")),
        ("finding-cleared", FindingScreen(Sessions.cleared, rule: "containerd-is-stopped")),
        ("recipes-found", RecipesScreen(Sessions.broken, query: "disk")), ("capture-before", CaptureScreen(Sessions.broken)),
        ("explain-before", ExplainScreen(Sessions.broken, text: "")),
    ]

    static let all = screens + states + WorkPages.all

    @Test(arguments: all.indices) func looks(_ index: Int) {
        let (name, screen) = Self.all[index]
        #expect(Golden(name, of: screen, asLines: index < Self.screens.count).difference() == nil)
    }

    /// Every page is one golden, and no golden is of none.
    @Test func noGoldenIsLeftOver() {
        let names = Self.all.map(\.0) + SetupScreenTests.pages.map(\.0) + [AddOnComparisonTests.golden]
        #expect(Set(names).count == names.count)
        #expect(GoldenFolder(of: #filePath).leftOver(besides: names) == [])
    }

    /// What a node says may hold sequences that act on a terminal; none reaches the clipboard or plain output.
    @Test(arguments: all.indices) func controlCharactersOfTheNodeStayOut(_ index: Int) {
        var page = Page(Self.all[index].1, Size(width: 120, height: 40))
        let plain = page.screen.plain()
        #expect((plain.lines + plain.choices.map(\.label)).allSatisfy(Self.isClean))
        for case .copy(let text) in page.press(.character("y")) { #expect(Self.isClean(text)) }
    }

    /// No control character but line ends and tabs, and none that turns the direction of text.
    private static func isClean(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { scalar in
            scalar == "\n" || scalar == "\t"
                || scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value) && !(0x202A...0x202E).contains(scalar.value)
        }
    }

    /// The pages, and those of them on which something is typed.
    private static let typing: [(String, any Screen)] = all.map { name, screen in
        var page = Page(screen)
        page.press(.character("/"), .character("d"))
        return (name + " typing", page.screen)
    }

    private static let pages = all + typing + SetupScreenTests.pages

    /// Whatever help line and key page offer is what the key does, and what the palette does.
    @Test(arguments: pages.indices) func keysDoWhatTheTableSays(_ index: Int) {
        let (name, screen) = Self.pages[index]
        let offered = screen.isTyping ? KeyMap(screen.offers).whileTyping.bindings : screen.offers
        for offer in offered where offer.disabled == nil {
            for key in offer.keys {
                var (byKey, byName) = (Page(screen), Page(screen))
                let effects = byKey.screen.receive(key)
                #expect(effects == byName.screen.act(offer.action), "\(key.name) on \(name)")
                #expect(byKey.text == byName.text, "\(key.name) on \(name)")
            }
        }
    }

    @Test(arguments: all.indices) func everyPageKeepsTheRules(_ index: Int) {
        let (name, screen) = Self.all[index]
        #expect(KeyMap(screen.offers).complaints == [], "\(name)")
        #expect(screen.offers.allSatisfy { !$0.help.isEmpty }, "\(name)")
        for size in [(60, 16), (61, 17), (79, 23), (80, 24), (99, 24), (100, 24), (132, 50), (200, 60)] {
            let (canvas, cursor) = drawn(screen, size.0, size.1)
            #expect(Self.isClean(canvas.text), "\(name)")
            #expect(cursor.map { $0.x >= 0 && $0.x < size.0 && $0.y >= 1 && $0.y < size.1 - 2 } ?? true, "\(name) \(size)")
            #expect(cursor != nil, "a screen reader looks for the cursor: \(name) \(size)")
        }
    }
}
