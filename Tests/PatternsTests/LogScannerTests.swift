import Testing

@testable import Patterns

@Suite struct LogScannerTests {
    private let set: PatternSet

    init() throws {
        set = try PatternSet([
            Pattern("certificate has expired: %s"), Pattern("OOMKilled now"), Pattern("got \"%s\" instead of it"),
            Pattern("certificate has expired"),
        ])
    }

    private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    @Test func emptyLogsHaveNoLines() {
        #expect(scan(set, [], lines: 0).isEmpty)
        #expect(scan(set, [[]], lines: 0).isEmpty)
        #expect(scan(PatternSet([]), [bytes("a\nb\n")], lines: 2).isEmpty)
    }

    @Test func linesAreNumberedAndCounted() {
        let found = scan(set, [bytes("a\nOOMKilled now\n\nx certificate has expired: y\nlast certificate has expired")], lines: 5)
        #expect(
            found == [
                Kept(text: bytes("OOMKilled now"), number: 2, patterns: [1]),
                Kept(text: bytes("x certificate has expired: y"), number: 4, patterns: [0, 3]),
                Kept(text: bytes("last certificate has expired"), number: 5, patterns: [3]),
            ])
    }

    @Test func carriageReturnsAndNULBytesDoNoHarm() {
        let found = scan(set, [bytes("\u{0}OOMKilled now\u{0}\r\nOOMKilled\r\nnow\r\nOOMKilled now\r"), bytes("\n")], lines: 4)
        #expect(found.map(\.number) == [1, 4])
        #expect(found.map(\.text) == [bytes("\u{0}OOMKilled now\u{0}"), bytes("OOMKilled now")])
    }

    @Test func everyChunkBorderGivesTheSameLines() {
        let log = bytes("zero\nOOMKilled now\r\nx got \\\"a\\\" instead of it\n\ncertificate has expired: 1\nend OOMKilled now")
        let whole = scan(set, [log], lines: 6)
        #expect(whole.count == 4)
        for border in 0...log.count {
            #expect(scan(set, [Array(log[..<border]), Array(log[border...])], lines: 6) == whole, "at \(border)")
        }
        #expect(scan(set, log.map { [$0] }, lines: 6) == whole)
    }

    @Test func aLineOfAMegabyteIsSearchedInItsFirst64KiB() {
        let long =
            bytes("OOMKilled now ") + [UInt8](repeating: 97, count: 1 << 20) + bytes(" certificate has expired\nOOMKilled now\n")
        for size in [long.count, 256 << 10, 1000] {
            let chunks = stride(from: 0, to: long.count, by: size).map { Array(long[$0..<min($0 + size, long.count)]) }
            let found = scan(set, chunks, lines: 2)
            #expect(found.map(\.patterns) == [[1], [1]], "in chunks of \(size)")
            #expect(found.map(\.number) == [1, 2])
            #expect(found.first?.text.count == LogScanner.longestLine)
            #expect(found.map(\.isCut) == [true, false])
        }
    }

    @Test func aLiteralAcrossTheCutDoesNotCountInAnyChunking() {
        let log = [UInt8](repeating: 97, count: LogScanner.longestLine - 5) + bytes("OOMKilled now\n")
        #expect(scan(set, [log], lines: 1).isEmpty)
        #expect(scan(set, [Array(log[..<70]), Array(log[70...])], lines: 1).isEmpty)
        let fits = [UInt8](repeating: 97, count: LogScanner.longestLine - 13) + bytes("OOMKilled now and more\n")
        #expect(scan(set, [fits], lines: 1).map(\.isCut) == [true])
        #expect(scan(set, [Array(fits[..<70]), Array(fits[70...])], lines: 1).map(\.isCut) == [true])
    }

    @Test func manyMegabytesWithoutALineEndStayLinear() {
        let chunk = bytes(String(repeating: "OOMKilled now ", count: 18_000))
        let begun = ContinuousClock.now
        #expect(scan(set, [[UInt8]](repeating: chunk, count: 40), lines: 1).count == 1)
        #expect(ContinuousClock.now - begun < .seconds(20))
    }

    @Test func anErrorOfTheClosureComesOut() {
        struct Enough: Error, Equatable {}
        var scanner = set.scanner()
        #expect(throws: Enough()) { try scanner.feed(bytes("OOMKilled now\n")) { (_) throws(Enough) in throw Enough() } }
    }

    @Test func randomLogsMatchAsANaiveSearchSays() throws {
        var random = SeededRandom(state: 0xD0C5)
        var matching = 0
        for round in 0..<60 {
            let sources = (0..<Int.random(in: 1...40, using: &random)).map { _ in Naive.pattern(&random) }
            let patterns = sources.compactMap { try? Pattern($0) }
            let set = PatternSet(patterns)
            let lines = (0..<120).map { _ in Naive.line(sources, &random) }
            var log = Array(lines.joined(separator: [10]))
            if round % 2 == 0 { log.append(10) }
            let size = [1 << 18, 97, 1024][round % 3]
            let chunks = stride(from: 0, to: log.count, by: size).map { Array(log[$0..<min($0 + size, log.count)]) }
            let expected = lines.enumerated().compactMap { number, line -> Kept? in
                let hits = patterns.indices.filter { Naive.matches(patterns[$0].source, line) }
                return hits.isEmpty ? nil : Kept(text: line, number: number + 1, patterns: hits)
            }
            #expect(scan(set, chunks) == expected, "round \(round)")
            matching += expected.count
        }
        #expect(matching > 1000)
    }
}

/// The slow and plain way to do the same, and material for it.
private enum Naive {
    /// Pieces of few letters, so that near misses are frequent; joined by verbs.
    static func pattern(_ random: inout SeededRandom) -> String {
        var source = ""
        for index in 0..<Int.random(in: 1...3, using: &random) {
            if index > 0 { source += ["%s", "%d", "%q", "\"%v\""][Int.random(in: 0..<4, using: &random)] }
            source += word(Int.random(in: 1...12, using: &random), &random)
        }
        return source
    }

    static func word(_ count: Int, _ random: inout SeededRandom) -> String {
        String((0..<count).map { _ in ["a", "b", "ab", "c"][Int.random(in: 0..<4, using: &random)] }.joined().prefix(count))
    }

    /// A line that now and then holds a pattern, filled in, quoted, or with a byte changed.
    static func line(_ sources: [String], _ random: inout SeededRandom) -> [UInt8] {
        var line = word(Int.random(in: 0...20, using: &random), &random)
        for _ in 0..<Int.random(in: 0...2, using: &random) {
            var text = sources[Int.random(in: 0..<sources.count, using: &random)]
            for (verb, values) in [("%s", ["", "x", "1"]), ("%d", ["7", "-12", "x"]), ("%q", ["\"a\""]), ("%v", ["b\"b"])] {
                while let range = text.firstRange(of: verb) {
                    text.replaceSubrange(range, with: values[Int.random(in: 0..<values.count, using: &random)])
                }
            }
            if Int.random(in: 0..<2, using: &random) == 0 { text = text.map { $0 == "\"" ? "\\\"" : String($0) }.joined() }
            line += text + word(Int.random(in: 0...9, using: &random), &random)
        }
        var bytes = Array(line.utf8)
        if Int.random(in: 0..<4, using: &random) == 0, !bytes.isEmpty {
            bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8(ascii: "a")
        }
        return bytes
    }

    /// Tries every way to lay the pattern over every place.
    static func matches(_ source: String, _ line: [UInt8]) -> Bool {
        let line = line.filter { $0 != UInt8(ascii: "\\") }
        return line.indices.contains { laid(Array(source.utf8)[...], line[$0...], isFirst: true) }
    }

    private static func laid(_ source: ArraySlice<UInt8>, _ line: ArraySlice<UInt8>, isFirst: Bool = false) -> Bool {
        guard let byte = source.first else { return true }
        if byte == UInt8(ascii: "%"), let verb = source.dropFirst().first {
            let rest = source.dropFirst(2)
            // A digit pattern with a letter after it takes one number, all of its digits.
            if verb == UInt8(ascii: "d") {
                var tail = line
                if tail.first == UInt8(ascii: "-") || tail.first == UInt8(ascii: "+") { tail = tail.dropFirst() }
                let digits = tail.prefix { $0 >= 48 && $0 <= 57 }
                return !digits.isEmpty && laid(rest, tail.dropFirst(digits.count))
            }
            return (line.startIndex...line.endIndex).contains { laid(rest, line[$0...]) }
        }
        return line.first == byte && laid(source.dropFirst(), line.dropFirst())
    }
}
