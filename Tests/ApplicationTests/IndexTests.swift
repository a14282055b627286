import Testing

@testable import Application

struct IndexTests {
    private let long = "a-name-that-is-longer-than-half-of-any-narrow-terminal"

    @Test func intoAPipeAnEntryIsOneLine() {
        let index = Index(["short", long], width: nil)
        #expect(index.text("short", "what it is").hasSuffix("  what it is\n"))
        #expect(index.text(long, String(repeating: "word ", count: 40)).split(separator: "\n").count == 1)
    }

    @Test(arguments: [40, 60, 80, 120]) func onATerminalNoLineIsWider(_ width: Int) {
        let words = "Give every machine that was cloned from one image an identity of its own, then join it again"
        let index = Index(["short", "a-longer-name"], width: width)
        for name in ["short", "a-longer-name"] {
            let lines = index.text(name, words).split(separator: "\n")
            #expect(lines.allSatisfy { $0.count <= width }, "\(lines)")
            #expect(lines[0].hasPrefix("  \(name) "))
            #expect(lines.joined(separator: " ").split(separator: " ").dropFirst() == words.split(separator: " ")[...])
        }
    }

    @Test func wordsGoBelowANameThatIsTooLong() {
        let lines = Index(["short", long], width: 80).text(long, "what it is").split(separator: "\n")
        #expect(lines.count == 2)
        #expect(lines[0] == "  " + long)
        #expect(lines[1] == String(repeating: " ", count: 44) + "what it is")
    }
}
