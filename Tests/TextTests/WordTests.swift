import Testing

@testable import Text

@Suite struct WordTests {
    @Test func wordsAreQuotedWhereAShellWouldTakeThemApart() {
        #expect(ShellLine.of(["echo", "a b", "", "it's", "--x=1"]) == "echo 'a b' '' 'it'\\''s' --x=1")
    }

    @Test(arguments: [("\"a\"", "a"), ("'a b'", "a b"), ("\"a'", "\"a'"), ("\"", "\""), ("a", "a"), ("''", "")])
    func quotesAroundGo(text: String, meant: String) { #expect(text.unquoted == meant) }

    @Test(arguments: [
        ("3.5.24", "3.6.0", true), ("v3.5.24-0", "3.5.24", false), ("1.9", "1.10", true), ("1.10", "1.9.9", false),
        ("main", "1.0", false), ("1.0", "", false),
    ])
    func versionsAreOrdered(a: String, b: String, isOlder: Bool) { #expect(VersionOrder.isOlder(a, than: b) == isOlder) }
}
