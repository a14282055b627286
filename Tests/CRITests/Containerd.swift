import Glibc

@testable import CRI

/// A containerd of the test's own: its own root, state, socket and configuration, stopped with the object.
final class Containerd {
    static let program = "/usr/bin/containerd"

    /// Whether one can be started here: containerd is installed and this is root.
    static var isThere: Bool {
        let there = access(program, X_OK) == 0 && geteuid() == 0
        if !there { print("Skipped: the tests with a real containerd need \(program) and root.") }
        return there
    }

    let socket: String
    private let process: pid_t
    private let directory = TemporaryDirectory()

    /// Starts it and waits until it has made its socket and its plugins are ready to answer on it; nil where it does not within 20 s.
    init?(configuration: String = "") {
        let base = directory.path
        socket = base + "/c.sock"
        let text = """
            version = 2
            root = "\(base)/root"
            state = "\(base)/state"
            \(configuration)
            [grpc]
              address = "\(base)/c.sock"
            [plugins."io.containerd.internal.v1.opt"]
              path = "\(base)/opt"
            [plugins."io.containerd.grpc.v1.cri".cni]
              conf_dir = "\(base)/net.d"
            """
        let file = open(base + "/config.toml", O_CREAT | O_WRONLY, 0o600)
        _ = text.withCString { write(file, $0, strlen($0)) }
        close(file)

        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawn_file_actions_addopen(&actions, 1, base + "/log", O_CREAT | O_WRONLY, 0o600)
        posix_spawn_file_actions_adddup2(&actions, 1, 2)
        let words = [Containerd.program, "--config", base + "/config.toml"]
        let arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        var started = pid_t()
        let failed = posix_spawn(&started, Containerd.program, &actions, nil, arguments, environ)
        posix_spawn_file_actions_destroy(&actions)
        for argument in arguments { free(argument) }
        process = started
        guard failed == 0 else { return nil }
        for _ in 0..<2000 {
            if access(socket, F_OK) == 0, isInitialized { return }
            usleep(10_000)
        }
        return nil
    }

    /// Whether it answers as it will from now on: between the socket and its CRI plugin's start lies a moment in which it answers
    /// "server is not initialized yet".
    private var isInitialized: Bool {
        do {
            _ = try CRIClient(socket: socket).ask(VersionRequest(), deadline: .seconds(10))
            return true
        } catch {
            guard case .status(_, let message) = error else { return false }
            return !message.contains("not initialized")
        }
    }

    /// Stops it, and waits until the kernel has stopped its threads: a signal takes effect a moment after it was sent.
    func pause() {
        kill(process, SIGSTOP)
        for _ in 0..<500 where !isStopped { usleep(10_000) }
    }

    /// Whether the state in /proc/PID/stat, the letter after the name in brackets, is T.
    private var isStopped: Bool {
        guard let file = fopen("/proc/\(process)/stat", "r") else { return false }
        defer { fclose(file) }
        var buffer = [UInt8](repeating: 0, count: 512)
        let count = fread(&buffer, 1, buffer.count, file)
        guard let bracket = buffer[..<count].lastIndex(of: UInt8(ascii: ")")), bracket + 2 < count else { return false }
        return buffer[bracket + 2] == UInt8(ascii: "T")
    }

    func resume() { kill(process, SIGCONT) }

    deinit {
        guard process > 0 else { return }
        kill(process, SIGCONT)
        kill(process, SIGTERM)
        waitpid(process, nil, 0)
    }
}
