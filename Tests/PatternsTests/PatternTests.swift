import Testing

@testable import Patterns

@Suite struct PatternTests {
    private func pieces(_ source: String) throws -> [String] {
        let pattern = try Pattern(source)
        return pattern.pieces.map { piece in
            (piece.digitsBefore ? "#" : "")
                + String(decoding: pattern.bytes[piece.start..<piece.start + piece.count], as: UTF8.self)
        }
    }

    @Test(arguments: [
        ("failed to load kubelet config file, path: %s, error: %w", ["failed to load kubelet config file, path: ", ", error: "]),
        ("less than or equal to `%d`, got `%d`", ["less than or equal to `", "#`, got `", "#`"]),
        ("image filesystem (%d%% of %s used). ", ["image filesystem (", "#% of ", " used)."]),
        ("value %[1]d and %[2]q again here", ["value ", "# and ", " again here"]),
        ("took %.2f seconds, %+v, %5d lines", ["took ", " seconds, ", ", ", " lines"]),
        ("%d CPUs are available, 100%", ["CPUs are available, 100%"]),
        ("no verbs at all here", ["no verbs at all here"]),
        ("first line\nsecond line", ["first line", "second line"]),
        ("a tail of digits %d5 follows", ["a tail of digits ", "5 follows"]),
        ("two beside %d%s each other", ["two beside ", " each other"]),
        ("%!x is no verb here", ["%!x is no verb here"]),
    ])
    func formatsAreSplitAtTheirVerbs(source: String, expected: [String]) throws {
        // Blanks at both ends don't count.
        let expected = expected.map { $0 == "CPUs are available, 100%" ? " " + $0 : $0 }
        #expect(try pieces(source) == expected)
    }

    @Test func requiredLiteralsHoldNothingThatLogsEscape() throws {
        #expect(
            try String(decoding: Pattern("hostname \"%s\" could not be reached").required, as: UTF8.self)
                == " could not be reached")
        #expect(
            try String(decoding: Pattern("Loop (%s -> %s) detected for zone %q").required, as: UTF8.self)
                == ") detected for zone ")
    }

    @Test(arguments: ["valid", "", "%s", "%v: %v, %v", "in sync", "\"abc\" \"def\" \"ghi\"", "1234567"])
    func patternsWithoutALongLiteralAreRefusedInASentence(source: String) {
        let error = #expect(throws: PatternError.self) { try Pattern(source) }
        #expect(error?.sentence.contains("8 bytes") == true)
        #expect(error?.sentence.hasSuffix(".") == true)
    }

    @Test(arguments: [
        ("expected version `%d`, got `%d`", "x expected version `3`, got `-12` y", true),
        ("expected version `%d`, got `%d`", "expected version `three`, got `1`", false),
        ("expected version `%d`, got `%d`", "expected version `x` expected version `3`, got `1`", true),
        ("hostname \"%s\" could not be reached", "msg=\"hostname \\\"node-1\\\" could not be reached\"", true),
        (
            "hostname \"%s\" could not be reached", "err=\"x: \\\\\\\"hostname \\\\\\\"a\\\\\\\" could not be reached\\\\\\\"\"",
            true
        ),
        ("hostname \"%s\" could not be reached", "hostname node-1 could not be reached", false),
        (
            "Loop (%s -> %s) detected for zone %q", "{\"msg\":\"Loop (127.0.0.1:1 -\\u003e :53) detected for zone \\\".\\\"\"}",
            true
        ),
        ("Failed to check br_netfilter: ", "Failed to check br_netfilter:", true),
        ("first part of it %s second part", "second part first part of it", false),
        ("x509: certificate has expired", "x509: Certificate has expired", false),
        ("is too high; only %d minor version at a time", "is too high; only 1 minor version at a time", true),
    ])
    func linesMatchWhenAllPiecesStandInOrder(source: String, line: String, holds: Bool) throws {
        let set = PatternSet([try Pattern(source)])
        #expect(scan(set, [Array(line.utf8)]).map(\.patterns) == (holds ? [[0]] : []))
    }
}

/// A matching line, kept.
struct Kept: Equatable {
    var text: [UInt8]
    var number: Int
    var patterns: [Int]
    var isCut = false
}

/// All matching lines of a log in chunks.
func scan(_ set: PatternSet, _ chunks: [[UInt8]], lines: Int? = nil) -> [Kept] {
    var scanner = set.scanner()
    var kept: [Kept] = []
    let keep = { (line: LogLine) in
        kept.append(Kept(text: Array(line.bytes), number: line.number, patterns: line.patterns, isCut: line.isCut))
    }
    for chunk in chunks { scanner.feed(chunk, keep) }
    scanner.finish(keep)
    if let lines { #expect(scanner.lines == lines) }
    return kept
}

/// The same numbers in every run (xorshift).
struct SeededRandom: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }
}
