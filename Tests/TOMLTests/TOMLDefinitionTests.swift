import TOML
import Testing

/// What may be defined where: the law of containerd's reader, go-toml v2 (internal/tracker/seen.go).
@Suite struct TOMLDefinitionTests {
    /// A text, the line of the second definition, and that of the first.
    @Test(
        arguments: [
            ("a = 1\nb = 2\na = 3\n", 3, 1), ("a = 1\n'a' = 2\n", 2, 1), ("a.b = 1\na.b = 2\n", 2, 1), ("a = 1\na.b = 2\n", 2, 1),
            ("a.b = 1\na = 2\n", 2, 1), ("[a]\n[a]\n", 2, 1), ("[a]\nb = 1\n[c]\n[a]\n", 4, 1), ("[a.b]\n[a]\n[a.b]\n", 3, 1),
            ("a = 1\n[a]\n", 2, 1), ("a = 1\n[a.b]\n", 2, 1), ("a = {b = 1}\n[a.c]\n", 2, 1), ("a = {b = 1}\na.c = 2\n", 2, 1),
            ("a = {b.c = 1, b = 2}\n", 1, 1), ("a = {b = {c = 1}, b.d = 2}\n", 1, 1), ("a = {b = 1, b = 2}\n", 1, 1),
            ("[a]\nb.c = 1\n[a.b]\n", 3, 2), ("[a.b]\nx = 1\n[a]\nb.y = 2\n", 4, 1), ("[a]\n[[a]]\n", 2, 1),
            ("[[a]]\n[a]\n", 2, 1),
            ("[a.b]\n[[a]]\n", 2, 1), ("a = []\n[[a]]\n", 2, 1), ("a = [{}]\n[a.b]\n", 2, 1), ("[[a]]\na.b = 1\n[[a.a]]\n", 3, 2),
            ("[[a]]\n[a.b]\n[a.b]\n", 3, 2), ("a.b.c = 1\n[a.b]\n", 2, 1), ("[[a.b]]\n[a]\nb.c = 1\n", 3, 1),
            ("[plugins.\"x\"]\n[plugins.x]\n", 2, 1),
        ] as [(String, Int, Int)])
    func aSecondDefinitionNamesBothLines(text: String, line: Int, first: Int) {
        let error = problem(text)
        #expect(error?.kind == .duplicate)
        #expect(error?.line == line)
        #expect(error?.otherLine == first)
    }

    @Test(
        arguments: [
            ("[a.b]\nx = 1\n[a]\ny = 2\n", "{a = {b = {x = 1}, y = 2}}"), ("a.b = 1\na.c = 2\n", "{a = {b = 1, c = 2}}"),
            ("[a.b.c]\nx = 1\n[a]\nb.y = 2\n", "{a = {b = {c = {x = 1}, y = 2}}}"),
            ("[a]\nb.c = 1\n[a.b.d]\ne = 2\n", "{a = {b = {c = 1, d = {e = 2}}}}"),
            ("[[a]]\n[a.b]\nx = 1\n[[a]]\n[a.b]\nx = 2\n", "{a = [{b = {x = 1}}, {b = {x = 2}}]}"),
            ("[[a.b]]\n[a]\nc = 1\n", "{a = {b = [{}], c = 1}}"), ("a = {b.c = 1, b.d = 2}\n", "{a = {b = {c = 1, d = 2}}}"),
            ("[a]\nb = 1\n[c]\nb = 1\n", "{a = {b = 1}, c = {b = 1}}"), ("'' = 1\n[b]\n'' = 2\n", "{ = 1, b = { = 2}}"),
        ])
    func whatIsDefinedOnceIsRead(text: String, written: String) throws {
        #expect(try tree(text).written == written)
    }

    @Test func aKeyActsOnNoTerminal() {
        let error = problem("\"\\u001b[31m\\n\\u202e\" = 1\n\"\\u001b[31m\\n\\u202e\" = 2\n")
        #expect(error?.sentence == "\" \u{FFFD}\" is defined twice, first on line 1: only one definition is allowed.")
        let long = times("k", 100_000)
        #expect((problem("\(long) = 1\n\(long) = 2\n")?.sentence.count ?? 0) < 200)
    }

    /// String takes both spellings of the accent for one; TOML compares code points.
    @Test func keysAreComparedByTheirBytes() throws {
        #expect(try toml("'\u{E9}' = 1\n'e\u{301}' = 2\n").root.entries?.count == 2)
    }
}
