import Facts
import Hosts
import Patterns
import Redaction
import Text

/// What one pass over one log found: for each pattern the newest line, how many matched, and from when to when.
final class LogTally {
    private struct Match {
        var line: [UInt8]
        var number: Int
        var count = 0
        var first, last: Int?
        /// The newest matches, those of one second and run together.
        var times: [Times] = []
    }

    private struct Times {
        /// Seconds since the epoch; nil where the line has no time.
        var second: Int?
        var run: Int
        var count = 0
    }

    /// How much of a matching line is kept as evidence, in bytes.
    private static let evidence = 600
    /// For how many seconds with matches their times are kept: a quarter of an hour has 900.
    private static let seconds = 2048

    private let log: NodeLog
    private let times: LogTimeReader
    private var matches: [Int: Match] = [:]

    init(log: NodeLog, times: LogTimeReader) {
        self.log = log
        self.times = times
    }

    /// Takes a matching line.
    ///
    /// - Parameters:
    ///   - run: the number of the unit's run that wrote it.
    ///   - rest: what comes after it, where that is at hand.
    func take(_ line: LogLine, run: Int, rest: UnsafeRawBufferPointer) {
        let time = times.read(line.bytes)
        // A secret is known by what stands around it: the line is cut when it has become text.
        var text = Array(line.bytes.prefix(Self.evidence * 8))
        if text.suffix(5).elementsEqual("err=<".utf8) { text += EntryRest.words(rest, times, limit: Self.evidence).utf8 }
        for pattern in line.patterns {
            var match = matches.removeValue(forKey: pattern) ?? Match(line: text, number: line.number)
            match.line = text
            match.number = line.number
            match.count += 1
            if let time {
                match.first = match.first.map { min($0, time.seconds) } ?? time.seconds
                match.last = max(match.last ?? time.seconds, time.seconds)
            }
            if match.times.last?.run != run || match.times.last?.second != time?.seconds {
                if match.times.count >= Self.seconds * 2 { match.times.removeFirst(Self.seconds) }
                match.times.append(Times(second: time?.seconds, run: run))
            }
            match.times[match.times.count - 1].count += 1
            matches[pattern] = match
        }
    }

    /// One row for each of the first patterns that matched, under the log's name; what comes after them is not a rule's.
    func rows(_ patterns: [Pattern], first: Int, _ reach: LogReach, as name: String) -> [Row<LogFacts.Match>] {
        matches.filter { $0.key < first }.sorted { $0.key < $1.key }.map { pattern, match in
            let last = match.last.map(Instant.init(seconds:))
            let text = CleanText.of(match.line, upTo: Self.evidence)
            var cells: [LogFacts.Match: Value] = [
                .pattern: .text(patterns[pattern].source), .log: .text(name), .text: .text(text),
                .message: .text(message(match.line)),
                .count: .integer(match.count),
                .countSinceStart: .integer(Self.count(match, from: reach.start, reach, since: nil)),
                .first: .instant(ifAny: match.first.map(Instant.init(seconds:))), .last: .instant(ifAny: last),
                .container: .text(ifAny: log.container), .place: .text(log.shownAs), .isEarlierRun: .flag(log.isEarlierRun),
            ]
            for window in LogFacts.windows {
                cells[window.column] = .integer(
                    Self.count(match, from: reach.series, reach, since: reach.now - window.seconds))
            }
            return Row(
                cells,
                from: Source(match.count > 1 ? "\(log.shownAs) (\(match.count) times)" : log.shownAs, text, at: last))
        }
    }

    /// What a line tells: the error of a `command failed`, the message and the error of another entry.
    private func message(_ line: [UInt8]) -> String {
        let isWrapped = line.first.map { (48...57).contains($0) } ?? false
        let start = isWrapped ? line.withUnsafeBytes { min(times.read($0)?.message ?? 0, line.count) } : 0
        // Cut after the secrets are out: half a password has no sign of it.
        let text = LogEntry(String(decoding: line[start...], as: UTF8.self)).text
        return CleanText.of(Array(text.trimmed.utf8), upTo: Self.evidence)
    }

    private static func count(_ match: Match, from run: Int, _ reach: LogReach, since: Int?) -> Int {
        match.times.reduce(0) { sum, times in
            guard times.run >= run else { return sum }
            // A line without a time counts for no window.
            guard let second = times.second else { return since == nil ? sum + times.count : sum }
            guard second >= since ?? second, second >= reach.from ?? second else { return sum }
            return sum + times.count
        }
    }
}

/// The lines that go on an entry of klog whose error begins on the next line: `err=<`, the error, ` >`.
enum EntryRest {
    static func words(_ rest: UnsafeRawBufferPointer, _ times: LogTimeReader, limit: Int) -> String {
        var out = ""
        for slice in rest.split(separator: 10, maxSplits: LastWords.lines).prefix(LastWords.lines) {
            let line = UnsafeRawBufferPointer(rebasing: slice)
            let text = String(decoding: line[min(times.read(line)?.message ?? 0, line.count)...].prefix(limit), as: UTF8.self)
            if text.trimmed == ">" || out.utf8.count >= limit { break }
            out += " " + text.trimmed
        }
        return out
    }
}
