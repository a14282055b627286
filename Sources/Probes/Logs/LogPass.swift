import Facts
import Hosts
import Patterns
import Synchronization

/// The one pass over one log: all patterns at once.
///
/// Unchecked: a host may hand over chunks from any thread, so everything that changes is touched under `lock` only.
final class LogPass: @unchecked Sendable {
    /// What a pass found.
    struct Outcome: Sendable {
        /// For `logs.matched` and `logs.lastWords`.
        var matched: [Row<LogFacts.Match>] = []
        var lastWords: [Row<LogFacts.LastWord>] = []
        /// For `logs.unread`.
        var unread: [Row<LogFacts.UnreadLog>] = []
        /// What the runtime refused, and when each of its steps last succeeded.
        var refused: (entries: [Row<RefusalFacts.LoggedRefusal>], successes: [String: Int])?
    }

    /// How long ago a run may have begun for the end of the one before to be kept, in seconds: what a program said longer ago is told by
    /// nobody, and one that fails all day has thousands of runs.
    private static let memory = 1800

    private let lock = Mutex(())
    private var scanner: LogScanner
    private let tally: LogTally
    private let refusals: RefusalTally
    private var head: [UInt8] = []
    private var last: [UInt8] = []
    private var runs = UnitRuns()
    private var tail: LogTail
    /// The end of the run before the one that is under way.
    private var ended: [UInt8] = []

    private let log: NodeLog
    private let set: LogPatterns
    private let times: LogTimeReader

    init(_ log: NodeLog, _ set: LogPatterns, _ times: LogTimeReader) {
        self.log = log
        self.set = set
        self.times = times
        scanner = set.set.scanner()
        tally = LogTally(log: log, times: times)
        refusals = RefusalTally(log: log, times: times, patterns: set.set.patterns)
        tail = LogTail(limit: !log.hasRuns ? 0 : log.unit == nil ? LastWords.runReach : LastWords.reach)
    }

    /// Reads the log, or gives the reason why it could not be read.
    func run(at host: any Host) async throws(HostError) -> Outcome {
        _ = try await host.scan(log.source) { [self] chunk in take(chunk) }
        return finish()
    }

    /// Ends the log and tells what was found.
    func finish() -> Outcome {
        lock.withLock { _ in
            scanner.finish { (line) in take(line, in: UnsafeRawBufferPointer(start: nil, count: 0)) }
            let end = time(of: last)
            let reach = log.reach(runs, times.reference, last: end?.seconds)
            let length = time(of: head).flatMap { begun in end.map { $0 - begun } } ?? 0
            let isHistory = log.isEarlierRun && length >= ContainerLogs.goodRun
            return Outcome(
                matched: tally.rows(set.set.patterns, first: set.rules, reach, as: isHistory ? "previous/\(log.name)" : log.name),
                lastWords: lastWords(reach), refused: refusals.result())
        }
    }

    /// Takes the log's next bytes.
    func take(_ chunk: UnsafeRawBufferPointer) {
        lock.withLock { _ in
            if head.isEmpty { head = Array(chunk.prefix(200)) }
            last = Self.lastLine(chunk)
            scanner.feed(chunk) { (line) in take(line, in: chunk) }
            if log.hasRuns { tail.take(chunk) }
        }
    }

    private func take(_ line: LogLine, in chunk: UnsafeRawBufferPointer) {
        let place = Self.place(of: line, in: chunk)
        if log.unit != nil, line.patterns.last == set.rules, let mark = UnitMark(line.bytes) {
            let time = times.read(line.bytes)?.seconds
            let failed = runs.hasFailed
            if runs.take(mark, at: time), failed, time.map({ $0 >= times.reference - Self.memory }) ?? true {
                ended = tail.with(UnsafeRawBufferPointer(rebasing: chunk[..<(place ?? 0)]), limit: LastWords.runReach)
            }
        }
        guard let first = line.patterns.first, first < set.rules else { return }
        let rest = place.map { UnsafeRawBufferPointer(rebasing: chunk[min(chunk.count, $0 + line.bytes.count)...].prefix(8192)) }
        refusals.take(line)
        tally.take(line, run: runs.newest, rest: rest ?? UnsafeRawBufferPointer(start: nil, count: 0))
    }

    /// Where a line begins in its chunk; nil where it began in the one before.
    private static func place(of line: LogLine, in chunk: UnsafeRawBufferPointer) -> Int? {
        guard let chunk = chunk.baseAddress.map({ $0..<($0 + chunk.count) }), let start = line.bytes.baseAddress,
            chunk.contains(start)
        else { return nil }
        return start - chunk.lowerBound
    }

    /// What the run that ended last said before; of a container's log that is its end.
    private func lastWords(_ reach: LogReach) -> [Row<LogFacts.LastWord>] {
        guard log.hasRuns, log.unit == nil || reach.hasLastWords || (runs.previousFailed && runs.isOpen) else { return [] }
        let isOver = log.unit != nil && !reach.hasLastWords
        let before = runs.isMarked || log.unit?.isUp != true ? nil : log.unit?.started
        var words = LastWords(in: isOver ? ended : tail.bytes, times, isUnit: log.unit != nil, before: before)
        // A run that has just begun after a failure has mostly not said yet what ends it.
        if runs.isOpen, runs.followsFailure, log.unit?.isUp != false || words?.isError != true {
            words = LastWords(in: ended, times, isUnit: true) ?? words
        }
        guard let words else { return [] }
        let time = words.time.map(Instant.init(seconds:))
        return [
            Row(
                [
                    .log: .text(log.name), .program: .text(log.program), .text: .text(words.text),
                    .time: .instant(ifAny: time),
                    .upSince: isOver ? .instant(ifAny: runs.began.map(Instant.init(seconds:))) : .absent,
                    .hadComeUp: isOver ? .flag(runs.previousWasUp) : .absent,
                ],
                from: Source(log.shownAs, words.line, at: time))
        ]
    }

    /// The beginning of the last whole line of a chunk.
    private static func lastLine(_ chunk: UnsafeRawBufferPointer) -> [UInt8] {
        let newline = UInt8(ascii: "\n")
        let body = chunk.last == newline ? chunk.dropLast() : chunk[...]
        let start = body.lastIndex(of: newline).map { $0 + 1 } ?? body.startIndex
        return Array(body[start...].prefix(200))
    }

    private func time(of line: [UInt8]) -> Instant? { times.read(line).map { Instant(seconds: $0.seconds) } }
}
