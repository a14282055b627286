import Testing

@testable import Terminal

@Suite struct DisplayOptionsTests {
    @Test func plainIsGivenAReason() {
        var options = DisplayOptions(environment: ["TERM": "xterm"])
        #expect(options.plainReason == nil)
        options.plain = true
        #expect(options.plainReason == .asked)
        #expect(DisplayOptions(environment: ["TERM": "dumb"]).plainReason == .dumbTerminal("dumb"))
        #expect(DisplayOptions(environment: ["ACCESSIBLE": "1"]).plainReason == .accessible)
        #expect(DisplayOptions(environment: ["ACCESSIBLE": ""]).plainReason == nil)
    }

    @Test func reasonsAreSentencesUnlessItWasTheirWish() {
        #expect(PlainReason.asked.sentence == nil)
        for reason in [PlainReason.accessible, .notATerminal, .dumbTerminal("dumb"), .unusableTerminal("x")] {
            #expect(reason.sentence?.last == ".")
        }
    }

    @Test func coloursAreSwitchedOffByNOCOLOR() {
        #expect(DisplayOptions(environment: ["NO_COLOR": "1"]).isMonochrome)
        #expect(!DisplayOptions(environment: ["NO_COLOR": ""]).isMonochrome)
        var options = DisplayOptions(environment: [:])
        options.noColour = true
        #expect(options.isMonochrome)
    }

    @Test func aChosenThemeWins() {
        var options = DisplayOptions(environment: ["COLORFGBG": "0;15"])
        #expect(options.chosenTheme == .light)
        options.theme = .highContrast
        #expect(options.chosenTheme == .highContrast)
    }

    @Test func withoutATerminalThereIsNoScreen() {
        // The test's own input and output are pipes or files; where a person runs it in a terminal, plain is asked for.
        var options = DisplayOptions(environment: ["TERM": "dumb"])
        #expect(throws: PlainReason.dumbTerminal("dumb")) { try CursesDisplay(options) }
        options.plain = true
        #expect(throws: PlainReason.asked) { try CursesDisplay(options) }
    }
}
