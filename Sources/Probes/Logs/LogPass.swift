import Facts
import Hosts
import Patterns
import Synchronization

/// The one pass over one log: all patterns at once.
///
/// Unchecked: a host may hand over chunks from any thread, so everything that changes is touched under `lock` only.
final class LogPass: @unchecked Sendable {
    private let lock = Mutex(())
    private var scanner: LogScanner
    private let tally: LogTally
    private let refusals: RefusalTally
    private var head: [UInt8] = []
    private var tail: [UInt8] = []

    private let log: NodeLog
    private let set: PatternSet
    private let times: LogTimeReader

    init(_ log: NodeLog, _ set: PatternSet, _ times: LogTimeReader) {
        self.log = log
        self.set = set
        self.times = times
        scanner = set.scanner()
        tally = LogTally(log: log, times: times)
        refusals = RefusalTally(log: log, times: times, patterns: set.patterns)
    }

    /// Reads the log. Gives the row for `logs.read` and the rows for `logs.matched`, or the reason why it could not be read.
    func run(at host: any Host) async throws(HostError) -> (read: Row, matched: [Row]) {
        let result = try await host.scan(log.source) { [self] chunk in take(chunk) }
        return lock.withLock { _ in
            scanner.finish { (line) in keep(line) }
            let read = Row(
                [
                    "log": .text(log.name), "lines": .integer(scanner.lines),
                    "first": .instant(ifAny: time(of: head)), "last": .instant(ifAny: time(of: tail)),
                    "isCut": .flag(result.isCut),
                ],
                from: Source(log.shownAs))
            return (read, tally.rows(set.patterns))
        }
    }

    private func take(_ chunk: UnsafeRawBufferPointer) {
        lock.withLock { _ in
            if head.isEmpty { head = Array(chunk.prefix(200)) }
            tail = Self.lastLine(chunk)
            scanner.feed(chunk) { (line) in keep(line) }
        }
    }

    private func keep(_ line: LogLine) {
        tally.take(line)
        refusals.take(line)
    }

    /// What the log tells of the runtime's refusals; asked after `run`.
    func refused() -> (entries: [Row], successes: [String: Int]) { lock.withLock { _ in refusals.result() } }

    /// The beginning of the last whole line of a chunk.
    private static func lastLine(_ chunk: UnsafeRawBufferPointer) -> [UInt8] {
        let newline = UInt8(ascii: "\n")
        let body = chunk.last == newline ? chunk.dropLast() : chunk[...]
        let start = body.lastIndex(of: newline).map { $0 + 1 } ?? body.startIndex
        return Array(body[start...].prefix(200))
    }

    private func time(of line: [UInt8]) -> Instant? { times.read(line).map { Instant(seconds: $0.seconds) } }
}
