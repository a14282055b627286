import Glibc
import Subprocess
import SystemPackage

/// A real terminal: one tmux server of its own, ended with it. Waits for what is on the screen, never for time alone.
final class Tmux {
    private let socket: String
    static let isThere = access("/usr/bin/tmux", X_OK) == 0 || access("/bin/tmux", X_OK) == 0

    struct Failure: Error, CustomStringConvertible { var description: String }

    /// Gives a terminal to a test and ends it after that, also where the test failed.
    static func with(
        _ command: String, width: Int = 80, height: Int = 24, environment: [String] = [], _ body: (Tmux) async throws -> Void
    ) async throws {
        let terminal = try await Tmux(command, width: width, height: height, environment: environment)
        do {
            try await body(terminal)
        } catch {
            await terminal.end()
            throw error
        }
        await terminal.end()
    }

    /// Starts a shell at a size and types the command into it.
    private init(_ command: String, width: Int = 80, height: Int = 24, environment: [String] = []) async throws {
        socket = "drydock-test-\(getpid())-\(UInt32.random(in: 0...UInt32.max))"
        let shell = "env PS1='$ ' TERM=xterm-256color LC_ALL=C.UTF-8 \(environment.joined(separator: " ")) sh"
        _ = try await call("-f", "/dev/null", "new-session", "-d", "-x", "\(width)", "-y", "\(height)", shell)
        do {
            try await wait { $0.contains("$") }
            try await enter(command)
        } catch {
            await end()
            throw error
        }
    }

    /// Types a command line into the shell.
    func enter(_ command: String) async throws {
        try await type(command)
        try await press("Enter")
    }

    private func end() async { _ = try? await call("kill-server") }

    func press(_ keys: String...) async throws {
        for key in keys { _ = try await call("send-keys", key) }
    }

    func type(_ text: String) async throws { _ = try await call("send-keys", "-l", text) }

    func resize(_ width: Int, _ height: Int) async throws {
        _ = try await call("resize-window", "-x", "\(width)", "-y", "\(height)")
    }

    /// The screen with the escape sequences of its colours and attributes.
    func styledScreen() async throws -> String { try await call("capture-pane", "-p", "-e") }

    /// The process that the shell runs in the foreground of this terminal; nil for the shell itself.
    func foreground() async throws -> Int32? {
        let shell = try await call("display-message", "-p", "#{pane_pid}")
        guard let line = shell.split(separator: "\n").first else { return nil }
        let children = try readText("/proc/\(line)/task/\(line)/children")
        return children.split(separator: " ").first.flatMap { Int32($0) }
    }

    private func readText(_ path: String) throws -> String {
        guard let file = fopen(path, "r") else { throw Failure(description: "\(path) cannot be read") }
        defer { fclose(file) }
        var buffer = [UInt8](repeating: 0, count: 4096)
        return String(decoding: buffer[..<fread(&buffer, 1, buffer.count, file)], as: UTF8.self)
    }

    /// Lets programs set tmux's buffer, as its users do.
    func takeClipboard() async throws { _ = try await call("set-option", "-g", "set-clipboard", "on") }

    /// What was put on the clipboard, as soon as it is as wanted.
    func buffer(_ isWanted: (String) -> Bool) async throws -> String {
        try await until("nothing wanted came onto the clipboard") {
            guard let text = try? await call("show-buffer"), isWanted(text) else { return nil }
            return text
        }
    }

    /// Whether the program in the terminal asks for the mouse with SGR reports.
    func takesMouse() async throws -> Bool {
        try await call("display-message", "-p", "#{mouse_any_flag} #{mouse_sgr_flag}").hasPrefix("1 1")
    }

    func waitForMouse(_ isTaken: Bool) async throws {
        try await until("the mouse stayed as it was") { try await takesMouse() == isTaken ? true : nil }
    }

    @discardableResult
    private func until<Value>(_ failure: String, _ look: () async throws -> Value?) async throws -> Value {
        let clock = ContinuousClock()
        let end = clock.now + .seconds(20)
        while clock.now < end {
            if let value = try await look() { return value }
            try await Task.sleep(for: .milliseconds(50))
        }
        throw Failure(description: failure)
    }

    /// Pastes as a terminal does that marks what is pasted.
    func paste(_ text: String) async throws {
        _ = try await call("set-buffer", text)
        _ = try await call("paste-buffer", "-p")
    }

    /// Row and column of the cursor, counted from 0, and whether it is seen.
    func cursor() async throws -> (x: Int, y: Int, isShown: Bool) {
        let parts = try await call("display-message", "-p", "#{cursor_x} #{cursor_y} #{cursor_flag}").split(whereSeparator: {
            $0 == " " || $0 == "\n"
        }).compactMap { Int($0) }
        guard parts.count == 3 else { throw Failure(description: "no cursor") }
        return (parts[0], parts[1], parts[2] == 1)
    }

    func screen() async throws -> String { try await call("capture-pane", "-p") }

    /// Waits until the screen is as wanted; after 60 s an error with what it shows instead. All that is wanted belongs into the
    /// question: a slow machine shows every state in between, half-typed searches and half-painted pages too, so that what is
    /// read off the first match is luck. Who must see a screen at rest asks for ``settled(_:)``.
    func wait(_ isWanted: (String) -> Bool) async throws { _ = try await seen(isWanted) }

    private func seen(_ isWanted: (String) -> Bool) async throws -> String {
        let clock = ContinuousClock()
        let end = clock.now + .seconds(60)
        var last = ""
        while clock.now < end {
            last = try await screen()
            if isWanted(last) { return last }
            try await Task.sleep(for: .milliseconds(50))
        }
        throw Failure(description: "after 60 s the screen shows:\n\(last)")
    }

    /// The screen once it is wanted and stands still: the look is over and all of it is painted.
    func settled(_ isWanted: (String) -> Bool) async throws -> String {
        var before = try await seen(isWanted)
        for _ in 0..<40 {
            try await Task.sleep(for: .milliseconds(300))
            let now = try await seen(isWanted)
            if now == before { return now }
            before = now
        }
        throw Failure(description: "the screen does not come to rest:\n\(before)")
    }

    private func call(_ arguments: String...) async throws -> String {
        let result = try await Subprocess.run(
            .name("tmux"), arguments: Arguments(["-L", socket] + arguments), output: .string(limit: 1 << 20),
            error: .string(limit: 1 << 16))
        guard case .exited(0) = result.terminationStatus else { throw Failure(description: "tmux: \(result.standardError)") }
        return result.standardOutput
    }
}
