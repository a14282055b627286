import FoundationEssentials
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

    /// The process that the shell of the pane started.
    func program() async throws -> Int32 {
        let text = try await call("list-panes", "-F", "#{pane_pid}")
        guard let shell = Int32(text.split(separator: "\n").first ?? "") else { throw Failure(description: "no pane: \(text)") }
        let children = try String(
            decoding: Data(contentsOf: URL(filePath: "/proc/\(shell)/task/\(shell)/children")), as: UTF8.self)
        guard let child = children.split(separator: " ").last.flatMap({ Int32($0) }) else {
            throw Failure(description: "the shell has no child")
        }
        return child
    }

    /// Pastes as a terminal does that marks what is pasted.
    func paste(_ text: String) async throws {
        _ = try await call("set-buffer", text)
        _ = try await call("paste-buffer", "-p")
    }

    /// What the program put on the clipboard.
    func clipboard() async throws -> String { try await call("show-buffer") }

    /// The screen with the attributes of its cells as escape sequences.
    func coloured() async throws -> String { try await call("capture-pane", "-p", "-e") }

    /// Row and column of the cursor, counted from 0, and whether it is seen.
    func cursor() async throws -> (x: Int, y: Int, isShown: Bool) {
        let parts = try await call("display-message", "-p", "#{cursor_x} #{cursor_y} #{cursor_flag}").split(whereSeparator: {
            $0 == " " || $0 == "\n"
        }).compactMap { Int($0) }
        guard parts.count == 3 else { throw Failure(description: "no cursor") }
        return (parts[0], parts[1], parts[2] == 1)
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
