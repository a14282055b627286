import Facts
import Hosts
import Patterns

/// What one pass over one log found: for each pattern the newest line, how many matched, and from when to when.
final class LogTally {
    private struct Match {
        var line: [UInt8]
        var number: Int
        var count = 0
        var sinceStart = 0
        var first, last: Int?
    }

    /// How much of a matching line is kept as evidence, in bytes.
    private static let evidence = 600

    private let log: NodeLog
    private let times: LogTimeReader
    private var matches: [Int: Match] = [:]

    init(log: NodeLog, times: LogTimeReader) {
        self.log = log
        self.times = times
    }

    /// Takes a matching line.
    func take(_ line: LogLine) {
        let time = times.read(line.bytes)
        let isSinceStart = log.started.map { started in time.map { $0.seconds >= started.seconds } ?? true } ?? true
        // A secret is known by what stands around it: the line is cut when it has become text.
        let text = Array(line.bytes.prefix(Self.evidence * 8))
        for pattern in line.patterns {
            var match = matches[pattern] ?? Match(line: text, number: line.number)
            match.line = text
            match.number = line.number
            match.count += 1
            if isSinceStart { match.sinceStart += 1 }
            if let time {
                match.first = match.first.map { min($0, time.seconds) } ?? time.seconds
                match.last = max(match.last ?? time.seconds, time.seconds)
            }
            matches[pattern] = match
        }
    }

    /// One row for each pattern that matched.
    func rows(_ patterns: [Pattern]) -> [Row] {
        matches.sorted { $0.key < $1.key }.map { pattern, match in
            let last = match.last.map(Instant.init(seconds:))
            let text = CleanText.of(match.line, upTo: Self.evidence)
            return Row(
                [
                    "pattern": .text(patterns[pattern].source), "log": .text(log.name), "text": .text(text),
                    "count": .integer(match.count), "countSinceStart": .integer(match.sinceStart),
                    "first": .instant(ifAny: match.first.map(Instant.init(seconds:))), "last": .instant(ifAny: last),
                    "container": .text(ifAny: log.container),
                ],
                from: Source(match.count > 1 ? "\(log.shownAs) (\(match.count) times)" : log.shownAs, text, at: last))
        }
    }
}
