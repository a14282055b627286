import Patterns
import Testing

@Suite struct PastedTextTests {
    private func texts(_ text: String) -> [String] { PastedText(text).records.map { String(decoding: $0.text, as: UTF8.self) } }

    @Test func prefixesAndColoursAreDropped() {
        #expect(
            texts("\u{1B}[31mE1124 08:01:29.123456  1 a.go:1] \"It broke\" err=\"x\"\u{1B}[0m\r") == ["\"It broke\" err=\"x\""])
        #expect(texts("Nov 24 08:01:29 n1 kubelet[1]: E1124 08:01:29.123456  1 a.go:1] broke") == ["broke"])
        #expect(texts("2026-11-24T08:01:29.1Z stderr F time=\"2026-11-24T08:01:29Z\" level=error msg=\"broke") == ["broke"])
        #expect(texts("\u{1B}]0;title\u{7}plain\u{1B}(B") == ["plain"])
    }

    @Test func wrappedLinesAreJoinedAndKnowTheirLines() throws {
        let text = PastedText(
            "I1124 08:01:29.1 1 a.go:1] one\n  two\nthree\n\nfour\nI1124 08:01:29.1 1 a.go:1] five\n[check] six\n")
        #expect(
            text.records.map { String(decoding: $0.text, as: UTF8.self) } == ["one two three", "four", "five", "[check] six"])
        let first = try #require(text.records.first)
        #expect(first.line(at: 0) == 1)
        #expect(first.line(at: 4) == 2)
        #expect(first.line(at: 12) == 3)
        #expect(text.records.map { $0.line(at: 0) } == [1, 5, 6, 7])
    }

    @Test func mailsAndFencesAndEscapesAreUndone() {
        #expect(texts("> > it broke\n> and then\n") == ["it broke and then"])
        #expect(texts("```\nit broke\n```\nmore") == ["it broke", "more"])
        #expect(texts("say \\\"a\\\"\\n\\tb   c \\u003c") == ["say \"a\" b c <"])
        #expect(texts("").isEmpty)
        #expect(texts(" \n\t\n").isEmpty)
    }

    @Test func brokenEscapesNeverTrap() {
        for text in ["\u{1B}", "\u{1B}[", "\u{1B}[31", "\u{1B}]", "\u{1B}]x\u{1B}", "a\u{1B}(", "\\", "\\u00", "\\n", "\\u003"] {
            #expect(PastedText(text).records.count <= 1)
        }
    }
}
