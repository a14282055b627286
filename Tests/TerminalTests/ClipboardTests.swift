import Testing

@testable import Terminal

@Suite struct ClipboardTests {
    // RFC 4648, section 10.
    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
        ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
    ])
    func base64(_ text: String, _ encoded: String) {
        #expect(String(decoding: Clipboard.base64(text.utf8), as: UTF8.self) == encoded)
    }

    @Test func sequenceForATerminal() throws {
        let bytes = try #require(Clipboard.sequence(for: "foo", insideTmux: false))
        #expect(String(decoding: bytes, as: UTF8.self) == "\u{1B}]52;c;Zm9v\u{07}")
    }

    @Test func sequenceInsideOfTmuxIsAlsoWrapped() throws {
        let bytes = try #require(Clipboard.sequence(for: "foo", insideTmux: true))
        let wrapped = "\u{1B}Ptmux;\u{1B}\u{1B}]52;c;Zm9v\u{07}\u{1B}\\"
        #expect(String(decoding: bytes, as: UTF8.self) == "\u{1B}]52;c;Zm9v\u{07}" + wrapped)
    }

    @Test func longTextsAreRefused() {
        #expect(Clipboard.sequence(for: String(repeating: "x", count: Clipboard.limit), insideTmux: false) != nil)
        #expect(Clipboard.sequence(for: String(repeating: "x", count: Clipboard.limit + 1), insideTmux: false) == nil)
    }

    @Test func linesAsAPersonCounts() {
        #expect(["", "a", "a\n", "a\nb", "\n"].map(Clipboard.lines(of:)) == [0, 1, 1, 2, 1])
    }
}
