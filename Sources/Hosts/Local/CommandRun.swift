import Glibc
import Subprocess
import Synchronization
import SystemPackage

/// One run of a program: its own process group, nothing on its stdin, a fixed environment; the whole group is killed at the
/// deadline, and what is left of it when the program ends.
struct CommandRun: Sendable {
    /// Where programs are looked for, first to last.
    static let path = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"

    let command: Command

    init(_ command: Command) { self.command = command }

    /// How a run ended.
    private enum Ending: Sendable {
        case status(Int)
        case failed(HostError)
    }

    /// Runs the program and keeps what it writes, each stream up to the command's limit. What comes beyond it is read and
    /// dropped; a program that goes on and on is ended.
    func collect() async throws(HostError) -> CommandOutput {
        let out = KeptStream(limit: command.limit)
        let status: Int
        let err: KeptStream
        do throws(HostError) {
            (status, err) = try await stream { out.take($0) }
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
        let err = KeptStream(limit: command.limit)
        let gate = Gate(sink)
        let late = HostError.timedOut(what: command.line, seconds: command.deadline.inSeconds)
        let ending = await withCheckedContinuation { (continuation: CheckedContinuation<Ending, Never>) in
            let once = Once()
            let work = Task {
                let ending = await launch(out: { gate.pass($0) }, err: { err.take($0) })
                if once.take() { continuation.resume(returning: ending) }
            }
            let timer = Task {
                guard (try? await Task.sleep(for: command.deadline)) != nil, once.take() else { return }
                gate.close()
                // Cancelling kills the group (teardownSequence); a program that even SIGKILL cannot end is left behind.
                work.cancel()
                continuation.resume(returning: .failed(late))
            }
            Task {
                _ = await work.value
                timer.cancel()
            }
        }
        gate.close()
        switch ending {
        case .status(let status): return (status, err)
        case .failed(let error): throw error
        }
    }

    private func launch(
        out: @escaping @Sendable (UnsafeRawBufferPointer) -> Bool, err: @escaping @Sendable (UnsafeRawBufferPointer) -> Bool
    ) async -> Ending {
        var options = PlatformOptions()
        options.processGroupID = 0
        options.teardownSequence = [.send(signal: .kill, toProcessGroup: true, allowedDurationToNextStep: .milliseconds(10))]
        var environment: [Environment.Key: String] = ["PATH": Self.path, "LC_ALL": "C"]
        for (name, value) in command.environment { environment[Environment.Key(stringLiteral: name)] = value }
        let isPath = command.program.utf8.contains(UInt8(ascii: "/"))
        do {
            try Self.proveDescriptors(for: command.program)
            if isPath { try await proveProgram() }
            let result = try await run(
                isPath ? .path(FilePath(command.program)) : .name(command.program), arguments: Arguments(command.arguments),
                environment: .custom(environment), workingDirectory: "/", platformOptions: options,
                input: .none, output: .sequence, error: .sequence
            ) { execution in
                let group = execution.processIdentifier.value
                let streams = [(execution.standardOutput, out), (execution.standardError, err)]
                await withTaskGroup(of: Void.self) { readers in
                    for (stream, sink) in streams {
                        readers.addTask { await Self.drain(stream, into: sink, killing: group) }
                    }
                }
                Self.killRest(of: group)
            }
            switch result.terminationStatus {
            case .exited(let code): return .status(Int(code))
            case .signaled(let signal): return .status(128 + Int(signal))
            }
        } catch let error as HostError {
            return .failed(error)
        } catch let error as SubprocessError {
            return .failed(Self.hostError(error, command))
        } catch {
            return .failed(.failed(path: command.program, because: "\(error)"))
        }
    }

    /// Files that a run opens at once: /dev/null, pipes, their duplicates, and the same for what starts beside it.
    private static let spareDescriptors = 48

    /// As many files as the system lets this process have: the usual soft limit of 1024 is there for select(2).
    private static let raisedLimit: Void = {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0, limit.rlim_cur < 4096 else { return }
        limit.rlim_cur = min(4096, limit.rlim_max)
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }()

    /// That the files a run needs can be opened: swift-subprocess 1.0 ends the program where the second of them cannot.
    private static func proveDescriptors(for program: String) throws(HostError) {
        _ = raisedLimit
        let null = open("/dev/null", O_RDWR | O_CLOEXEC)
        guard null >= 0 else { throw .failed(path: program, because: "/dev/null: \(errorText(errno))") }
        var spare = [null]
        while spare.count < spareDescriptors, case let more = fcntl(null, F_DUPFD_CLOEXEC, 0), more >= 0 { spare.append(more) }
        for descriptor in spare { close(descriptor) }
        guard spare.count == spareDescriptors else {
            throw .failed(path: program, because: "too few files may be open at once; raise the limit with ulimit -n")
        }
    }

    /// That a program named by its path is there and may be run; swift-subprocess does not tell the one from the other.
    private func proveProgram() async throws(HostError) {
        let program = command.program
        try await BlockingPool.shared.call(program, within: command.deadline) {
            if access(program, X_OK) == 0 { return .success(()) }
            return .failure(errno == EACCES ? .denied(path: program) : .noProgram(program))
        }
    }

    private static func hostError(_ error: SubprocessError, _ command: Command) -> HostError {
        switch (error.code, error.underlyingError?.rawValue) {
        case (.executableNotFound, _), (.spawnFailed, ENOENT): .noProgram(command.program)
        case (.spawnFailed, EACCES), (.spawnFailed, EPERM): .denied(path: command.program)
        default: .failed(path: command.program, because: error.underlyingError.map { errorText($0.rawValue) } ?? "\(error)")
        }
    }

    /// Reads a stream to its end; kills the group as soon as `sink` has enough.
    private static func drain(
        _ stream: SubprocessOutputSequence, into sink: @Sendable (UnsafeRawBufferPointer) -> Bool, killing group: pid_t
    ) async {
        do {
            for try await buffer in stream where !buffer.withUnsafeBytes(sink) {
                kill(-group, SIGKILL)
                return
            }
        } catch {
            // The stream broke off because the run was cancelled: what came so far is what there is.
        }
    }

    /// Kills what the program left running in its group, once it ended itself. Its number is still taken then (it is not
    /// reaped yet), so that no other group can be hit.
    private static func killRest(of group: pid_t) {
        var info = siginfo_t()
        if waitid(P_PID, id_t(group), &info, WEXITED | WNOHANG | WNOWAIT) == 0, info.si_signo == SIGCHLD { kill(-group, SIGKILL) }
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
