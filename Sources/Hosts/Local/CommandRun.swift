import Glibc
import Synchronization
import Text

/// One run of a program, through the keeper: its own session's process group, nothing on its stdin, a fixed environment; at the
/// deadline, when it ends, and when this process ends, all that it started is killed.
struct CommandRun: Sendable {
    let command: Command
    var search = ProgramSearch()
    /// A program that writes nothing for so long is given up, where that is known of it.
    var silence: Duration?

    /// Hears everything as it comes, with whether it is stderr's.
    var hearing: (@Sendable (UnsafeRawBufferPointer, Bool) -> Void)?

    /// Whether processes that it leaves behind stay until it ends: those through which it goes on working.
    var keepsLeft = false

    init(_ command: Command) { self.command = command }

    /// The bytes of stderr that are kept: its first lines say what is wrong.
    private static let errorLimit = 256 << 10

    /// Threads that wait for programs: those for files may all hang.
    private static let pool = BlockingPool(width: 64)

    /// Runs the program and keeps what it writes, each stream up to the command's limit. What comes beyond it is read and
    /// dropped; a program that goes on and on is ended.
    func collect() async throws(HostError) -> CommandOutput {
        let out = KeptStream(limit: command.limit)
        let status: Int
        let err: KeptStream
        do throws(HostError) {
            let hearing = hearing
            (status, err) = try await stream { bytes in
                hearing?(bytes, false)
                return out.take(bytes)
            }
        } catch {
            // Enough was seen even though the program did not end in time.
            guard case .timedOut = error, out.isCut else { throw error }
            return CommandOutput(status: 128 + Int(SIGKILL), out: out.bytes, isCut: true)
        }
        return CommandOutput(status: status, out: out.bytes, err: err.bytes, isCut: out.isCut || err.isCut)
    }

    /// Runs the program and hands on what it writes to stdout until `sink` says false: then the program is ended. Gives the
    /// exit status (128 + the signal's number where one ended it) and what came on stderr. After it returned or threw,
    /// `sink` is not called again.
    func stream(_ sink: @escaping @Sendable (UnsafeRawBufferPointer) -> Bool) async throws(HostError) -> (Int, KeptStream) {
        let program: String
        do throws(HostError) {
            program = try await search.file(of: command.program)
        } catch .noProgram {
            throw .noProgram(command.program)
        }
        let err = KeptStream(limit: min(command.limit, Self.errorLimit))
        let gate = Gate(sink)
        defer { gate.close() }
        let start = ProgramStart(
            path: program, words: [command.program] + command.arguments, environment: environment, keepsLeft: keepsLeft)
        let hearing = hearing
        let run = ProgramRun(
            command, start, silence: silence, out: { gate.pass($0) },
            err: { bytes in
                hearing?(bytes, true)
                return err.take(bytes)
            })
        let line = command.line
        let ending = await withTaskCancellationHandler { () -> Result<Int, HostError> in
            do throws(HostError) {
                // The run keeps its deadline itself, from when a thread is there for it.
                return .success(try await Self.pool.call(line, within: command.deadline + .seconds(5)) { run.wait() })
            } catch {
                return .failure(error)
            }
        } onCancel: {
            run.cancel()
        }
        return (try ending.get(), err)
    }

    private var environment: [String: String] {
        ["PATH": search.path, "LC_ALL": "C"].merging(command.environment) { $1 }
    }
}

/// The first bytes of a stream, up to a limit.
final class KeptStream: Sendable {
    private struct State {
        var bytes: [UInt8] = []
        var dropped = 0
    }

    private let limit: Int
    private let state = Mutex(State())

    init(limit: Int) { self.limit = limit }

    var bytes: [UInt8] { state.withLock { $0.bytes } }
    var isCut: Bool { state.withLock { $0.dropped > 0 } }
    var text: String { String(decoding: bytes, as: UTF8.self).trimmed }

    /// Takes more bytes; false when so much was dropped that the program is taken to go on for ever.
    func take(_ more: UnsafeRawBufferPointer) -> Bool {
        state.withLock { state in
            let room = min(more.count, limit - state.bytes.count)
            if room > 0 { state.bytes.append(contentsOf: more[..<room]) }
            state.dropped += more.count - max(0, room)
            return state.dropped <= max(16 << 20, 4 * limit)
        }
    }
}

/// Lets bytes pass until it is closed. Closing waits for the piece that is passing.
final class Gate: Sendable {
    private let sink: Mutex<(@Sendable (UnsafeRawBufferPointer) -> Bool)?>

    init(_ sink: @escaping @Sendable (UnsafeRawBufferPointer) -> Bool) { self.sink = Mutex(sink) }

    /// Hands the bytes on; false where the gate is closed or the sink wants no more.
    func pass(_ bytes: UnsafeRawBufferPointer) -> Bool {
        sink.withLock { sink in sink?(bytes) ?? false }
    }

    func close() { sink.withLock { $0 = nil } }
}
