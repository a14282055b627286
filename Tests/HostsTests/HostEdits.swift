import CRI
import FoundationEssentials

@testable import Hosts

/// Changes to a recorded node, for near misses: one file other, one command failing, one line more in a log.
struct HostEdits: Sendable {
    /// What comes in the place of a file, a command's output or another answer.
    enum Edit<Answer: Sendable>: Sendable {
        case answer(Answer)
        case error(HostError)
    }

    var files: [String: Edit<FileContent>] = [:]
    var links: [String: FileStatus] = [:]
    var folders: [String: FileStatus] = [:]
    var spaces: [String: Edit<FileSystemSpace>] = [:]
    var commands: [String: Edit<CommandOutput>] = [:]
    var calls: [String: Edit<String>] = [:]
    var gets: [String: Edit<HTTPAnswer>] = [:]
    var logs: [String: Edit<[UInt8]>] = [:]
    var additions: [String: [UInt8]] = [:]
    var time: Int?

    /// No change.
    init() {}

    /// A file with this text; its mode, owner and time of change in seconds since the epoch (the node's "now" where left out).
    mutating func write(
        _ path: String, _ text: String, mode: Int? = nil, owner: Int = 0, group: Int = 0, modified: Int? = nil
    ) {
        let bytes = Array(text.utf8)
        var status = FileStatus(
            name: path, kind: .file, mode: mode ?? RecordedHost.usualMode(path) ?? 0o644, owner: owner, group: group,
            size: bytes.count,
            modified: modified ?? 0)
        // Stands for the node's "now", which is not known yet.
        if modified == nil { status.modified = .min }
        files[CaptureIndex.plain(path)] = .answer(FileContent(bytes: bytes, status: status))
    }

    /// A path that does not exist.
    mutating func remove(_ path: String) { files[CaptureIndex.plain(path)] = .error(.notThere(path: path)) }

    /// A path that cannot be looked at.
    mutating func fail(_ path: String, _ error: HostError) { files[CaptureIndex.plain(path)] = .error(error) }

    /// Another status for a path: mode, kind, owner, target; its content stays.
    mutating func setStatus(_ path: String, _ status: FileStatus) { links[CaptureIndex.plain(path)] = status }

    /// A directory that exists, empty but for what the node and these edits put in it.
    mutating func makeFolder(_ path: String, mode: Int = 0o755) {
        folders[CaptureIndex.plain(path)] = FileStatus(
            name: path, kind: .directory, mode: mode, owner: 0, group: 0, size: 4096, modified: .min)
    }

    /// The room of the file system at a path.
    mutating func setSpace(_ path: String, _ space: FileSystemSpace) { spaces[CaptureIndex.plain(path)] = .answer(space) }

    /// A command's output, by its line; a program's name alone with an error means every command of it.
    mutating func run(_ line: String, out: String = "", err: String = "", status: Int = 0) {
        commands[line] = .answer(CommandOutput(status: status, out: Array(out.utf8), err: Array(err.utf8)))
    }

    /// A command that gives no output but an error; a program's name alone means every command of it.
    mutating func run(_ line: String, fails error: HostError) { commands[line] = .error(error) }

    /// A runtime's reply as crictl's JSON, by socket and the call's key.
    mutating func answer(_ socket: String, _ key: String, json: String) { calls["\(socket) \(key)"] = .answer(json) }

    /// A call that fails; without a key every call on the socket.
    mutating func answer(_ socket: String, _ key: String? = nil, fails error: HostError) {
        calls[key.map { "\(socket) \($0)" } ?? socket] = .error(error)
    }

    /// An HTTP answer.
    mutating func get(_ url: String, status: Int, body: String) {
        gets[url] = .answer(HTTPAnswer(status: status, body: Array(body.utf8)))
    }

    /// A GET that gets no answer.
    mutating func get(_ url: String, fails error: HostError) { gets[url] = .error(error) }

    /// A whole log by its key (`LogSource.key`), in place of the recorded one.
    mutating func setLog(_ key: String, _ text: String) { logs[key] = .answer(Array(text.utf8)) }

    /// A log that cannot be read.
    mutating func setLog(_ key: String, fails error: HostError) { logs[key] = .error(error) }

    /// More lines at the end of a log.
    mutating func append(_ text: String, toLog key: String) { additions[key, default: []] += Array(text.utf8) }

    /// The node's clock, in seconds since the epoch.
    mutating func setNow(_ seconds: Int) { time = seconds }
}
