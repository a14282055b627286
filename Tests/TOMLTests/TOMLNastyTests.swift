import TOML
import Testing

/// What a crash, an attacker or a wrong program can leave where a configuration is expected.
@Suite struct TOMLNastyTests {
    private static let count = 100_000

    /// A text, the kind of its error, and its line.
    static let files: [(name: String, text: String, kind: TOMLError.Kind, line: Int)] = [
        ("brackets", times("[", count), .syntax, 1),
        ("a header of brackets", "\n" + times("[", count) + "a" + times("]", count), .syntax, 2),
        ("open lists", "a = " + times("[", count), .beyond, 1),
        ("open lists on lines", "a = " + times("[\n", count), .beyond, 100),
        ("closed lists", "a = " + times("[", count) + times("]", count), .beyond, 1),
        ("dots", times("a.", count) + "a = 1", .beyond, 1), ("dots only", times(".", count), .syntax, 1),
        ("dots in a header", "[" + times("a.", count) + "a]", .beyond, 1),
        ("dots in a list's header", "[[" + times("a.", count) + "a]]", .beyond, 1),
        ("quoted dots", times("''.", count) + "'' = 1", .beyond, 1),
        ("open tables", "a = " + times("{a=", count), .beyond, 1),
        ("dotted tables", "a = " + times("{a.a.a.a=", count), .beyond, 1),
        ("tables in lists", "a = " + times("[{a=", count), .beyond, 1),
        ("many members", "a = [" + times("1,", 250_000) + "]", .beyond, 1),
        ("many tables", times("[[a]]\n", 250_000), .beyond, 200_001),
        ("NULs", times("\0", 3000), .notText, 1), ("a NUL", "a = 1\nb = '\0'\n", .notText, 2),
        ("an open text", "a = \"" + times("x", count), .syntax, 1),
        ("an open long text", "\na = '''" + times("\n", count), .syntax, 2),
        ("backslashes", "a = \"" + times("\\", count + 1) + "\"", .syntax, 1),
        ("quotes", "a = " + times("\"", count), .syntax, 1), ("equals", times("=", count), .syntax, 1),
        ("a long number", "a = " + times("9", count), .syntax, 1), ("underscores", "a = 1" + times("_", count), .syntax, 1),
        ("a date", "a = 1979-05-27T!7:\n", .syntax, 1), ("two dates", "a = [1, 1979-05-27 2]\n", .syntax, 1),
        ("a carriage return", "a = 1\rb = 2\n", .syntax, 1), ("a bell", "# \u{7}\n", .syntax, 1),
        ("commas", "a = [" + times(",", count), .syntax, 1), ("closing", "a = " + times("}", count), .syntax, 1),
    ]

    @Test(arguments: files.indices) func isRefusedWithItsLine(_ index: Int) {
        let (name, text, kind, line) = Self.files[index]
        let start = ContinuousClock.now
        let error = problem(text)
        #expect(error?.kind == kind, "\(name): \(error?.sentence ?? "")")
        #expect(error?.line == line, "\(name): \(error?.sentence ?? "")")
        #expect(error?.file == "x.toml")
        #expect((error?.sentence.utf8.count ?? 0) < 300, "\(name)")
        #expect(ContinuousClock.now - start < .seconds(60))
    }

    @Test(
        arguments: [
            ([0xFF, 0xFE, 0x61, 0], 1), ([0x61, 0x3D, 0x27, 0xC3, 0x27], 1), ([0x23, 0x0A, 0x23, 0xC0, 0x80], 2),
            ([0x61, 0x3D, 0x22, 0xED, 0xA0, 0x80, 0x22], 1), ([0x0A, 0x0A, 0xF0, 0x9F], 3),
        ] as [([UInt8], Int)]) func bytesThatAreNoUTF8AreRefused(_ bytes: [UInt8], line: Int)
    {
        #expect(problem(bytes)?.kind == .notText)
        #expect(problem(bytes)?.line == line)
    }

    @Test func whatIsLargeAndInOrderIsRead() throws {
        let members = 50_000
        #expect(try toml("a = [" + times("1.5,\n", members) + "]").root["a"]?.members?.count == members)
        #expect(try toml("a = '" + times("é", 1 << 20) + "'").root["a"]?.tree.text?.unicodeScalars.count == 1 << 20)
        let keys = (0..<members).map { "k\($0) = 1\n" }.joined()
        #expect(try toml(keys).root.entries?.count == members)
        #expect(try toml(times("[[a]]\n", members)).root["a"]?.members?.count == members)
        #expect(try toml("a = " + times("[", 99) + times("]", 99)).root["a"] != nil)
    }

    @Test func everyBeginningOfAFileIsReadOrRefused() throws {
        let text = Array(
            "[a.\"b\\u00e9\"]\r\nc = {d = [1_0, -2.5e3, 0xFF], e = '''\nx'''}\n[[f]]\ng = 1979-05-27T07:32:00.5Z # é\n".utf8)
        for end in 0...text.count {
            for dialect in [TOMLDocument.Dialect.goTOML, .burntSushi] {
                _ = try? TOMLDocument.parse(Array(text[..<end]), file: "x.toml", as: dialect)
            }
        }
    }

    @Test func limitsAreNamed() {
        var limits = TOMLDocument.Limits()
        limits.bytes = 10
        #expect(problem(times("#", 11), limits: limits)?.sentence.contains("at most 10 bytes") == true)
        limits.bytes = 100
        limits.values = 3
        #expect(problem("a = [1, 2, 3]", limits: limits)?.sentence.contains("more than 3 values") == true)
        limits.depth = 2
        #expect(problem("a.b.c = 1", limits: limits)?.sentence.contains("more than 2 tables") == true)
    }
}
