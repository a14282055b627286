import Patterns

/// One pass over a log that comes in pieces: memory stays the same however long it is.
public struct LogExplaining: ~Copyable {
    private let explainer: Explainer
    private let judging: LineJudging
    private var scanner: LogScanner
    private(set) var tally = Tally()
    /// The text is objects of the API: only what they say in words counts.
    private var isStructured: Bool?
    /// What lines with these patterns, of this level and program, came to.
    private var known: [Key: [LineJudging.Verdict]] = [:]

    private struct Key: Hashable {
        var patterns: [Int]
        var reading: LineReading
    }

    /// The log's last bytes, for the time of its last line.
    private var tail: [UInt8] = []
    private static let tailLength = 8 << 10
    /// Only differences of times count here, so any reference will do.
    private static let times = LogTimeReader(reference: 0, boot: 0)

    /// More kinds of lines than these are not kept in mind.
    private static let mostKnown = 4096

    public init(_ explainer: Explainer) { self.init(explainer, isAsked: false) }

    /// - Parameter isAsked: the text is a line or two that somebody asks about, and no log.
    init(_ explainer: Explainer, isAsked: Bool) {
        self.explainer = explainer
        judging = LineJudging(table: explainer.table, isAsked: isAsked)
        scanner = explainer.set.scanner()
    }

    /// Searches the next bytes.
    public mutating func feed(_ bytes: [UInt8]) {
        if isStructured == nil { isStructured = Self.isStructured(bytes) }
        let (explainer, judging, isStructured) = (explainer, judging, isStructured ?? false)
        var (tally, known) = (tally, known)
        self.tally = Tally()
        scanner.feed(bytes) { line in Self.take(line, explainer, judging, isStructured, &known, &tally) }
        (self.tally, self.known) = (tally, known)
        tail = Array((bytes.count < Self.tailLength ? tail + bytes : bytes).suffix(Self.tailLength))
    }

    /// Ends the log.
    mutating func finish() -> Tally.End {
        let (explainer, judging, isStructured) = (explainer, judging, isStructured ?? false)
        var (tally, known) = (tally, known)
        scanner.finish { line in Self.take(line, explainer, judging, isStructured, &known, &tally) }
        (self.tally, self.known) = (tally, known)
        return Tally.End(lines: scanner.lines, time: lastTime)
    }

    /// Ends the log and says what it shows.
    public mutating func answer() -> Explainer.Answer {
        let end = finish()
        return explainer.answer(tally, end)
    }

    private var lastTime: Int? {
        for line in tail.split(separator: 10).reversed() {
            if let time = Self.times.read(Array(line)) { return time.seconds }
        }
        return nil
    }

    private static func take(
        _ line: LogLine, _ explainer: Explainer, _ judging: LineJudging, _ isStructured: Bool,
        _ known: inout [Key: [LineJudging.Verdict]], _ tally: inout Tally
    ) {
        guard !line.patterns.isEmpty else { return }
        let bytes = Array(line.bytes)
        if isStructured, !isSaid(bytes) { return }
        let reading = LineReading(bytes)
        let key = Key(patterns: line.patterns, reading: reading)
        let verdicts: [LineJudging.Verdict]
        if let earlier = known[key] {
            verdicts = earlier
        } else {
            let places = explainer.places(in: bytes, number: line.number, among: line.patterns)
            var judging = judging
            verdicts = judging.judge(places, reading, text: String(decoding: bytes, as: UTF8.self).lowercased())
            if known.count < mostKnown { known[key] = verdicts }
        }
        tally.take(
            verdicts, reading, number: line.number, time: times.read(bytes)?.seconds, line: Explainer.shown(bytes))
    }

    /// Objects of the API as YAML or JSON. A log line that quotes one is none.
    static func isStructured(_ text: [UInt8]) -> Bool {
        let head = Array(text.prefix(64 << 10))
        var from = 0
        while let place = Bytes.place(of: json, in: head, from: from) {
            let start = head[..<place].lastIndex(of: 10).map { $0 + 1 } ?? 0
            if let first = head[start...place].first(where: { $0 > 32 }), [UInt8(ascii: "{"), 91, 34].contains(first) {
                return true
            }
            from = place + 1
        }
        return Bytes.place(of: yaml, in: head) != nil && Bytes.place(of: kind, in: head) != nil
    }

    private static let json = Array("\"apiVersion\":".utf8)
    private static let yaml = Array("apiVersion: ".utf8)
    private static let kind = Array("kind: ".utf8)
    private static let said = ["message", "reason"].map { Array($0.utf8) }

    /// Whether a line of an object holds what a program said of it.
    static func isSaid(_ line: [UInt8]) -> Bool { said.contains { Bytes.place(of: $0, in: line) != nil } }
}
