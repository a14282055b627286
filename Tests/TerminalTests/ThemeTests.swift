import Terminal
import Testing

@Suite struct ThemeTests {
    @Test(arguments: Theme.all, ColourDepth.allCases)
    func badNewsLooksUnlikeGoodNews(_ theme: Theme, _ depth: ColourDepth) {
        let good = theme.paint(for: .good, at: depth)
        let danger = theme.paint(for: .danger, at: depth)
        // Not by red and green alone: weight, underline or the background differs as well.
        #expect(good.emphasis != danger.emphasis || good.background != danger.background)
    }

    @Test(arguments: Theme.all, ColourDepth.allCases)
    func focusStandsOutFromText(_ theme: Theme, _ depth: ColourDepth) {
        #expect(theme.paint(for: .focus, at: depth) != theme.paint(for: .text, at: depth))
        #expect(theme.paint(for: .match, at: depth) != theme.paint(for: .focus, at: depth))
    }

    @Test(arguments: Theme.all)
    func withoutColoursThereAreNone(_ theme: Theme) {
        for role in Role.allCases {
            let paint = theme.paint(for: role, at: .none)
            #expect(paint.foreground == nil && paint.background == nil)
        }
    }

    @Test(arguments: Theme.all, ColourDepth.allCases)
    func coloursExistAtTheirDepth(_ theme: Theme, _ depth: ColourDepth) {
        for role in Role.allCases {
            let paint = theme.paint(for: role, at: depth)
            for colour in [paint.foreground, paint.background].compactMap({ $0 }) { #expect(colour < depth.rawValue) }
        }
    }

    @Test func lightAndDarkLeaveTheBackgroundAlone() {
        for theme in [Theme.light, .dark] {
            for depth in ColourDepth.allCases {
                for role in Role.allCases { #expect(theme.paint(for: role, at: depth).background == nil) }
            }
        }
    }

    @Test func terminalSaysWhetherItIsLight() {
        #expect(Theme.fitting(colorFGBG: "0;15") == .light)
        #expect(Theme.fitting(colorFGBG: "15;default;0") == .dark)
        #expect(Theme.fitting(colorFGBG: nil) == .dark)
    }

    @Test func themesAreFoundByName() {
        for theme in Theme.all { #expect(Theme.named(theme.name) == theme) }
        #expect(Theme.named("solarized") == nil)
    }

    @Test func depthOfColourNumbers() {
        let depths: [ColourDepth] = [.none, .none, .eight, .sixteen, .sixteen, .many, .many]
        #expect([0, 2, 8, 16, 88, 256, 65536].map(ColourDepth.init(colours:)) == depths)
    }
}
