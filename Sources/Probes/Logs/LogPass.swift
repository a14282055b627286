import Facts
import Hosts
import Patterns
import Synchronization

/// The one pass over one log: all patterns at once.
final class LogPass: Sendable {
    private struct State: ~Copyable {
        var scanner: LogScanner
        let tally: LogTally
        var head: [UInt8] = []
        var tail: [UInt8] = []
    }

    private let state: Mutex<State>
    private let log: NodeLog
    private let set: PatternSet
    private let times: LogTimeReader

    init(_ log: NodeLog, _ set: PatternSet, _ times: LogTimeReader) {
        self.log = log
        self.set = set
        self.times = times
        state = Mutex(State(scanner: set.scanner(), tally: LogTally(log: log, times: times)))
    }

    /// Reads the log. Gives the row for `logs.read` and the rows for `logs.matched`, or the reason why it could not be read.
    func run(at host: any Host) async throws(HostError) -> (read: Row, matched: [Row]) {
        let result = try await host.scan(log.source) { [self] chunk in take(chunk) }
        return state.withLock { state in
            let tally = state.tally
            state.scanner.finish { (line) in tally.take(line) }
            let read = Row(
                [
                    "log": .text(log.name), "lines": .integer(state.scanner.lines),
                    "first": .instant(ifAny: time(of: state.head)), "last": .instant(ifAny: time(of: state.tail)),
                    "isCut": .flag(result.isCut),
                ],
                from: Source(log.shownAs))
            return (read, tally.rows(set.patterns))
        }
    }

    private func take(_ chunk: UnsafeRawBufferPointer) {
        state.withLock { state in
            if state.head.isEmpty { state.head = Array(chunk.prefix(200)) }
            state.tail = Self.lastLine(chunk)
            let tally = state.tally
            state.scanner.feed(chunk) { (line) in tally.take(line) }
        }
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
