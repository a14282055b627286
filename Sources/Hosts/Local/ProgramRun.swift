import CLinux
import Glibc
import Synchronization

/// A program that runs, seen from the thread that waits for it.
final class ProgramRun: Sendable {
    /// What a program left in its pipes is read for so long after it ended: who holds them then is none of it.
    private static let afterwards = Duration.milliseconds(300)

    private let command: Command
    private let start: ProgramStart
    private let silence: Duration
    private let sinks: [@Sendable (UnsafeRawBufferPointer) -> Bool]
    private let state = Mutex(State())

    private struct State {
        /// The channel to the keeper while the program may run.
        var channel: Int32?
        var isStopped = false
        var isCancelled = false
    }

    init(
        _ command: Command, _ start: ProgramStart, silence: Duration? = nil,
        out: @escaping @Sendable (UnsafeRawBufferPointer) -> Bool, err: @escaping @Sendable (UnsafeRawBufferPointer) -> Bool
    ) {
        self.command = command
        self.start = start
        self.silence = silence ?? command.deadline
        sinks = [out, err]
    }

    /// Has the program killed: nobody waits for what it says any more.
    func cancel() { stop(isCancelled: true) }

    /// Has the program killed with all that it started; its end is still told.
    private func stop(isCancelled: Bool = false) {
        state.withLock { state in
            state.isStopped = true
            if isCancelled { state.isCancelled = true }
            if let channel = state.channel { shutdown(channel, Int32(SHUT_WR)) }
        }
    }

    /// Starts the program and waits for its end, at most until its deadline. Gives its status.
    func wait() -> Result<Int, HostError> {
        let begun = ContinuousClock.now
        switch Files.open(for: command.program) {
        case .failure(let error): return .failure(error)
        case .success(let files):
            defer { files.close() }
            state.withLock { $0.channel = files.channel }
            // Whatever was the reason to go: closing the channel kills what still runs.
            defer { state.withLock { $0.channel = nil } }
            let failure = Keeper.shared.run(start, out: files.out.write, err: files.err.write, channel: files.keepers)
            guard failure == 0 else { return .failure(.failed(path: command.program, because: errorText(failure))) }
            if state.withLock({ $0.isStopped }) { stop() }
            let ending = follow(files, since: begun)
            return state.withLock { $0.isCancelled } ? .failure(late(since: begun)) : ending
        }
    }

    private func follow(_ files: Files, since begun: ContinuousClock.Instant) -> Result<Int, HostError> {
        var open = [files.out.read, files.err.read]
        var (status, end, heard) = (nil as Int?, begun + command.deadline, ContinuousClock.now)
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            if let status, open == [-1, -1] { return .success(status) }
            let left = Int(min(60, (min(end, heard + silence) - .now).inSeconds) * 1000)
            guard left > 0 else { return status.map { .success($0) } ?? .failure(late(since: begun)) }
            var waits = (open + [status == nil ? files.channel : -1]).map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
            guard poll(&waits, 3, Int32(left)) > 0 else { continue }
            for index in open.indices where waits[index].revents != 0 {
                let count = read(open[index], &buffer, buffer.count)
                if count > 0 {
                    heard = .now
                    let goesOn = buffer.withUnsafeBytes { sinks[index](UnsafeRawBufferPointer(rebasing: $0[..<count])) }
                    if !goesOn { stop() }
                } else if count == 0 || errno != EAGAIN && errno != EINTR {
                    open[index] = -1
                }
            }
            guard waits[2].revents != 0 else { continue }
            switch news(on: files.channel) {
            case .ended(let code):
                status = code
                end = min(end, .now + Self.afterwards)
            case .failed(let error): return .failure(error)
            case .none: break
            case .lost: return .failure(.failed(path: command.program, because: "it stopped answering"))
            }
        }
    }

    private enum News { case none, ended(Int), failed(HostError), lost }

    private func news(on channel: Int32) -> News {
        var news = drydock_run_news()
        let count = recv(channel, &news, MemoryLayout.size(ofValue: news), Int32(MSG_DONTWAIT))
        if count < 0, errno == EAGAIN || errno == EINTR { return .none }
        guard count == MemoryLayout.size(ofValue: news) else { return .lost }
        if news.kind == Int32(UInt8(ascii: "X")) { return .ended(Int(news.value)) }
        switch news.value {
        case ENOENT: return .failed(.noProgram(command.program))
        case EACCES, EPERM: return .failed(.denied(path: command.program))
        case let code: return .failed(.failed(path: command.program, because: errorText(code)))
        }
    }

    /// It gave no answer: within its deadline, or within what it was left before it was stopped.
    private func late(since begun: ContinuousClock.Instant) -> HostError {
        let waited = (ContinuousClock.now - begun).inSeconds
        let whole = command.deadline.inSeconds
        return .timedOut(what: command.line, seconds: waited < whole - 0.1 ? max(1, (waited * 10).rounded(.down)) / 10 : whole)
    }
}

/// The files of one run.
private struct Files {
    struct Pipe { var read, write: Int32 }
    /// The write ends and `keepers` go to the keeper, who closes them.
    var out, err: Pipe
    var channel, keepers: Int32

    static func open(for program: String) -> Result<Files, HostError> {
        _ = raisedLimit
        var ends: [Int32] = []
        func pair(_ make: (UnsafeMutablePointer<Int32>) -> Int32) -> Bool {
            var two: [Int32] = [-1, -1]
            guard make(&two) == 0 else { return false }
            ends += two
            return true
        }
        let kind = Int32(SOCK_SEQPACKET.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        let isWhole =
            pair { drydock_pipe($0) } && pair { drydock_pipe($0) } && pair { socketpair(AF_UNIX, kind, 0, $0) }
        guard isWhole else {
            let code = errno
            for file in ends { Glibc.close(file) }
            let isFull = code == EMFILE || code == ENFILE
            let reason = isFull ? "too few files may be open at once; raise the limit with ulimit -n" : errorText(code)
            return .failure(.failed(path: program, because: reason))
        }
        return .success(
            Files(
                out: Pipe(read: ends[0], write: ends[1]), err: Pipe(read: ends[2], write: ends[3]), channel: ends[4],
                keepers: ends[5]))
    }

    func close() {
        for file in [out.read, err.read, channel] { Glibc.close(file) }
    }

    /// As many files as the system lets this process have: the usual soft limit of 1024 is there for select(2).
    private static let raisedLimit: Void = {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0, limit.rlim_cur < 4096 else { return }
        limit.rlim_cur = min(4096, limit.rlim_max)
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }()
}
