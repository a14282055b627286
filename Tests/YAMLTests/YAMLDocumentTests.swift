import Testing
import YAML

@Suite struct YAMLDocumentTests {
    @Test func streamsHaveAnyNumberOfDocuments() throws {
        func count(_ text: String) throws -> Int { try YAMLDocument.parse(Array(text.utf8), file: "x").count }
        #expect(try count("") == 0)
        #expect(try count("# only a comment\n") == 0)
        #expect(try count("a: 1\n---\nb: 2\n...\n---\nc: 3\n") == 3)
        #expect(try count("---\n---\na: 1\n") == 2)
    }

    @Test func aKeyTwiceIsAnErrorWithBothLines() throws {
        let error = try #require(problem("a: 1\nb: 2\na: 3\n"))
        #expect(error.line == 3)
        #expect(error.otherLine == 1)
        #expect(error.description == "x.yaml:3:1: The key \"a\" stands twice in one mapping, first on line 1; one is expected.")
    }

    @Test func aKeyTwiceCanBeAllowedAndIsRecorded() throws {
        let bytes = Array("a: 1\nb: 2\na: 3\n".utf8)
        let stream = try YAMLDocument.read(bytes, file: "x", duplicateKeys: .recorded)
        #expect(stream.duplicateKeys == [YAMLDuplicateKey(name: "a", firstLine: 1, secondLine: 3)])
        #expect(stream.documents[0]["a"]?.int == 3)
        #expect(stream.documents[0].entries?.count == 2)
    }

    @Test(arguments: [
        ("a:\n\tb: 1\n", 2, 1, "tab"),
        ("a:\n  - x\n  -\ty: 1\n    z: 2\n", 3, 4, "tab"),
        ("a: 1\n b: 2\n", 2, 3, "colon"),
        ("a: [1, 2\nb: 3\n", 2, 2, "comma"),
        ("a: \"x\n", 2, 1, "closing quote"),
        ("a: @x\n", 1, 4, "quotes"),
        ("a: b: c\n", 1, 5, "colon"),
        ("a:\n- x\n y: 1\n", 3, 3, ""),
        ("a: *x\n", 1, 4, "&x"),
        ("a: &x [*x]\n", 1, 8, "never ends"),
        ("? [a]\n: b\n", 1, 3, "a list"),
        ("~: b\n", 1, 1, "nothing"),
        ("a: - b\n", 1, 4, "list"),
        ("<<: 5\n", 1, 5, "mapping"),
        ("a: \"\\q\"\n", 1, 5, "escape"),
    ])
    func errorsSayWhereAndWhatWasExpected(text: String, line: Int, column: Int, word: String) throws {
        let error = try #require(problem(text))
        #expect(error.line == line, "\(error)")
        #expect(error.column == column, "\(error)")
        #expect(error.sentence.contains(word), "\(error)")
        #expect(error.sentence.hasSuffix("."), "\(error)")
    }

    @Test func bytesThatAreNoTextAreErrors() throws {
        #expect(problem([0x61, 0x3A, 0x00])?.sentence.contains("NUL") == true)
        #expect(problem([0x61, 0x3A, 0x20, 0xFF])?.sentence.contains("0xFF") == true)
        #expect(problem([0x61, 0x0A, 0x62, 0xC3])?.line == 2)
        #expect(problem([0xFF, 0xFE, 0x61, 0x00])?.sentence.contains("UTF-16") == true)
        let control = try #require(problem("ü: 1\nb: \u{7}\n"))
        #expect(control.line == 2)
        #expect(control.sentence.contains("control character"))
    }

    @Test func limitsAreErrors() throws {
        #expect(problem([UInt8](repeating: 35, count: (8 << 20) + 1))?.sentence.contains("8388609") == true)
        #expect(problem(String(repeating: "[", count: 100_000))?.sentence.contains("100 deep") == true)
        #expect(problem(String(repeating: "- ", count: 100_000))?.sentence.contains("100 deep") == true)
        #expect(problem(String(repeating: "%TAG !a! !b\n", count: 2000))?.sentence.contains("1000 lines") == true)
        var limits = YAMLDocument.Limits()
        limits.nodes = 10
        #expect(problem("[1,2,3,4,5,6,7,8,9,0]", limits: limits)?.sentence.contains("more than 10 values") == true)
        let deep = String(repeating: "[", count: 100) + String(repeating: "]", count: 100)
        #expect(try yaml(deep)[0] != nil)
    }

    @Test func aliasesThatMultiplyAreRefused() throws {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1...9 {
            let row = [String](repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
            text += "a\(level): &a\(level) [\(row)]\n"
        }
        #expect(problem(text)?.sentence.contains("Aliases bring in more than 100000") == true)
        var merged = "a0: &a0 {k: v}\n"
        for level in 1...30 { merged += "a\(level): &a\(level) {p: {<<: *a\(level - 1)}, q: {<<: *a\(level - 1)}}\n" }
        #expect(problem(merged)?.sentence.contains("Aliases bring in") == true)
        var nested = "a0: &a0 [x]\n"
        for level in 1...120 { nested += "a\(level): &a\(level) [*a\(level - 1)]\n" }
        #expect(problem(nested)?.sentence.contains("100 deep") == true)
    }

    @Test func anchorsEndWithTheirDocument() throws {
        #expect(problem("a: &x 1\n---\nb: *x\n")?.line == 3)
    }

    @Test func eightMegabytesReadInReasonableTime() throws {
        let text = String(repeating: "---\nkey: {a: 1, b: [x, y]}\n", count: 100_000)
        let begun = ContinuousClock.now
        #expect(try YAMLDocument.parse(Array(text.utf8), file: "x").count == 100_000)
        #expect(ContinuousClock.now - begun < .seconds(30))
    }
}
