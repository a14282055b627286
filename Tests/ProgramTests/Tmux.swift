import Glibc
import Subprocess
import SystemPackage

/// A real terminal: one tmux server of its own, ended with it. Waits for what is on the screen, never for time alone.
final class Tmux {
    private let socket: String
    static let isThere = access("/usr/bin/tmux", X_OK) == 0 || access("/bin/tmux", X_OK) == 0

    struct Failure: Error, CustomStringConvertible { var description: String }

    /// Starts a shell at a size and types the command into it.
    init(_ command: String, width: Int = 80, height: Int = 24, environment: [String] = []) async throws {
        socket = "drydock-test-\(getpid())-\(UInt32.random(in: 0...UInt32.max))"
        let shell = "env PS1='$ ' TERM=xterm-256color LC_ALL=C.UTF-8 \(environment.joined(separator: " ")) sh"
        _ = try await call("-f", "/dev/null", "new-session", "-d", "-x", "\(width)", "-y", "\(height)", shell)
        try await wait { $0.contains("$") }
        _ = try await call("send-keys", "-l", command)
        try await press("Enter")
    }

    func end() async { _ = try? await call("kill-server") }

    func press(_ keys: String...) async throws {
        for key in keys { _ = try await call("send-keys", key) }
    }

    func type(_ text: String) async throws { _ = try await call("send-keys", "-l", text) }

    func resize(_ width: Int, _ height: Int) async throws {
        _ = try await call("resize-window", "-x", "\(width)", "-y", "\(height)")
    }

    func screen() async throws -> String { try await call("capture-pane", "-p") }

    /// The screen as soon as it is as wanted; after 20 s an error with what it shows instead.
    @discardableResult
    func wait(_ isWanted: (String) -> Bool) async throws -> String {
        let clock = ContinuousClock()
        let end = clock.now + .seconds(20)
        var last = ""
        while clock.now < end {
            last = try await screen()
            if isWanted(last) { return last }
            try await Task.sleep(for: .milliseconds(50))
        }
        throw Failure(description: "after 20 s the screen shows:\n\(last)")
    }

    private func call(_ arguments: String...) async throws -> String {
        let result = try await Subprocess.run(
            .name("tmux"), arguments: Arguments(["-L", socket] + arguments), output: .string(limit: 1 << 20),
            error: .string(limit: 1 << 16))
        guard case .exited(0) = result.terminationStatus else { throw Failure(description: "tmux: \(result.standardError)") }
        return result.standardOutput
    }
}
