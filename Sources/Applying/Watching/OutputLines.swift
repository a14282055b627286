import Redaction
import Synchronization
import Text

/// Makes lines of what a command writes, stdout's and stderr's each by itself, as they come: without secrets, and no longer than a screen
/// can use.
final class OutputLines: Sendable {
    /// Characters of a line that are told.
    static let longest = 400
    /// What is kept of a line until its end comes; no secret that begins before what is told ends behind it.
    private static let room = 64 << 10

    private let state = Mutex(State())
    private let tell: @Sendable (Progress) -> Void

    private struct State {
        var streams = [Stream(), Stream()]
        var barTime = ContinuousClock.now - .seconds(1)
    }

    private struct Stream {
        var line: [UInt8] = []
        /// What stood in the line until it was begun anew.
        var before: [UInt8] = []
        var returned = false
        var secrets = SecretStream(CleanText.scrubber.placeholders)
    }

    init(_ tell: @escaping @Sendable (Progress) -> Void) { self.tell = tell }

    /// Takes a piece of what comes.
    func take(_ bytes: UnsafeRawBufferPointer, isError: Bool) {
        state.withLock { state in
            let at = isError ? 1 : 0
            for byte in bytes {
                switch byte {
                case 10: end(of: &state.streams[at])
                case 13: state.streams[at].returned = true
                default:
                    if state.streams[at].returned { begin(anew: at, &state) }
                    if state.streams[at].line.count < Self.room { state.streams[at].line.append(byte) }
                }
            }
        }
    }

    /// The command has ended.
    func finish() {
        state.withLock { state in
            for at in state.streams.indices {
                if !state.streams[at].line.isEmpty || state.streams[at].returned { end(of: &state.streams[at]) }
                [UInt8]().withUnsafeBytes { state.streams[at].secrets.take($0, isLast: true, say) }
            }
        }
    }

    private func begin(anew at: Int, _ state: inout State) {
        state.streams[at].returned = false
        state.streams[at].before = state.streams[at].line
        state.streams[at].line = []
        guard ContinuousClock.now - state.barTime > .milliseconds(100) else { return }
        state.barTime = .now
        let text = Self.shown(CleanText.scrubber.text(state.streams[at].before))
        if !text.isEmpty { tell(.bar(text)) }
    }

    private func end(of stream: inout Stream) {
        // A bar that is wiped at its end still says what it was.
        var line = stream.line.allSatisfy { $0 == 32 } && !stream.before.isEmpty ? stream.before : stream.line
        line.append(10)
        stream.line = []
        stream.before = []
        stream.returned = false
        line.withUnsafeBytes { stream.secrets.take($0, isLast: false, say) }
    }

    private func say(_ bytes: UnsafeRawBufferPointer) {
        for line in bytes.split(separator: 10) {
            let text = Self.shown(Array(line))
            if !text.isEmpty { tell(.output(text)) }
        }
    }

    static func shown(_ line: [UInt8]) -> String {
        let text = Sanitized.line(String(decoding: line.prefix(8 * longest), as: UTF8.self))
        return text.allSatisfy(\.isWhitespace) ? "" : String(text.prefix(longest))
    }
}
