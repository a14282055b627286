import CRI
import FoundationEssentials

/// Changes to a recorded node, for near misses: one file other, one command failing, one line more in a log.
public struct HostEdits: Sendable {
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
    public init() {}

    /// A file with this text; its mode, owner and time of change in seconds since the epoch (the node's "now" where left out).
    public mutating func write(
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
    public mutating func remove(_ path: String) { files[CaptureIndex.plain(path)] = .error(.notThere(path: path)) }

    /// A path that cannot be looked at.
    public mutating func fail(_ path: String, _ error: HostError) { files[CaptureIndex.plain(path)] = .error(error) }

    /// Another status for a path: mode, kind, owner, target; its content stays.
    public mutating func setStatus(_ path: String, _ status: FileStatus) { links[CaptureIndex.plain(path)] = status }

    /// A directory that exists, empty but for what the node and these edits put in it.
    public mutating func makeFolder(_ path: String, mode: Int = 0o755) {
        folders[CaptureIndex.plain(path)] = FileStatus(
            name: path, kind: .directory, mode: mode, owner: 0, group: 0, size: 4096, modified: .min)
    }

    /// The room of the file system at a path.
    public mutating func setSpace(_ path: String, _ space: FileSystemSpace) { spaces[CaptureIndex.plain(path)] = .answer(space) }

    /// A command's output, by its line; a program's name alone with an error means every command of it.
    public mutating func run(_ line: String, out: String = "", err: String = "", status: Int = 0) {
        commands[line] = .answer(CommandOutput(status: status, out: Array(out.utf8), err: Array(err.utf8)))
    }

    /// A command that gives no output but an error; a program's name alone means every command of it.
    public mutating func run(_ line: String, fails error: HostError) { commands[line] = .error(error) }

    /// A runtime's reply as crictl's JSON, by socket and the call's key.
    public mutating func answer(_ socket: String, _ key: String, json: String) { calls["\(socket) \(key)"] = .answer(json) }

    /// A call that fails; without a key every call on the socket.
    public mutating func answer(_ socket: String, _ key: String? = nil, fails error: HostError) {
        calls[key.map { "\(socket) \($0)" } ?? socket] = .error(error)
    }

    /// An HTTP answer.
    public mutating func get(_ url: String, status: Int, body: String) {
        gets[url] = .answer(HTTPAnswer(status: status, body: Array(body.utf8)))
    }

    /// A GET that gets no answer.
    public mutating func get(_ url: String, fails error: HostError) { gets[url] = .error(error) }

    /// A whole log by its key (`LogSource.key`), in place of the recorded one.
    public mutating func setLog(_ key: String, _ text: String) { logs[key] = .answer(Array(text.utf8)) }

    /// A log that cannot be read.
    public mutating func setLog(_ key: String, fails error: HostError) { logs[key] = .error(error) }

    /// More lines at the end of a log.
    public mutating func append(_ text: String, toLog key: String) { additions[key, default: []] += Array(text.utf8) }

    /// The node's clock, in seconds since the epoch.
    public mutating func setNow(_ seconds: Int) { time = seconds }
}
