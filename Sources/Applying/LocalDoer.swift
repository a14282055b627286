import CRI
import Glibc
import Hosts
import Steps
import Text

/// Changes this machine.
public struct LocalDoer: Doer {
    /// Where notes of steps lie that were begun and not ended: install.sh's own, so that either goes on where the other was cut off.
    private static let notes = "/var/lib/drydock/unfinished"
    /// A download or an upgrade of packages over a slow line takes its time; what hangs is the person's to end.
    private static let longest = Duration.seconds(2 * 3600)
    /// What a command may print. Packet filter rules of a cluster with ten thousand Services are some ten megabytes.
    private static let largest = 256 << 20

    private let host = LocalHost()
    /// Where the old bytes of files are kept, below the folder of this run.
    private let backup: String
    /// Answers what only drydock's own look can.
    private let look: @Sendable (Check) async -> Bool?

    /// `run` names the run in the folder of backups: its time, `20261130T101500Z`.
    public init(run: String, look: @escaping @Sendable (Check) async -> Bool? = { _ in nil }) {
        backup = "/var/lib/drydock/backup/\(run)"
        self.look = look
    }

    public func isNoted(_ step: String) async -> Bool { access("\(Self.notes)/\(step)", F_OK) == 0 }

    public func note(_ step: String) async throws(DoerError) {
        try Self.folder(Self.notes)
        try Self.whole([], "\(Self.notes)/\(step)", 0o600)
    }

    public func clear(_ step: String) async throws(DoerError) {
        guard unlink("\(Self.notes)/\(step)") != 0, errno != ENOENT else { return }
        throw DoerError("The note \(Self.notes)/\(step) could not be removed: \(WholeFile.reason()).")
    }

    public func file(_ path: String) async throws(DoerError) -> FileState? {
        var found = stat()
        guard stat(path, &found) == 0 else {
            if [ENOENT, ENOTDIR].contains(errno) { return nil }
            throw DoerError("\(path) could not be looked at: \(WholeFile.reason()).")
        }
        guard found.st_mode & S_IFMT == S_IFREG else { throw DoerError("\(path) is there and is no file.") }
        guard let bytes = WholeFile.read(path, upTo: 1 << 30) else {
            throw DoerError("\(path) could not be read: \(WholeFile.reason()).")
        }
        return FileState(bytes: bytes, mode: Steps.FileMode(bits: UInt16(found.st_mode & 0o7777)))
    }

    public func write(
        _ bytes: [UInt8], to path: String, mode: Steps.FileMode, as purpose: FilePurpose
    ) async throws(DoerError) {
        if purpose != .look, let there = try await file(path) { try keep(there, path) }
        try Self.folder(Self.parent(path))
        try Self.whole(bytes, path, mode_t(mode.bits), keepsOwner: purpose == .edit)
    }

    /// Keeps what stands there, once a run.
    private func keep(_ there: FileState, _ path: String) throws(DoerError) {
        let kept = backup + path
        guard access(kept, F_OK) != 0 else { return }
        try Self.folder(Self.parent(kept))
        // What only root may read is no more open where it is kept.
        try Self.whole(there.bytes, kept, mode_t(there.mode.bits))
    }

    public func run(_ words: [String], environment: [String: String]) async throws(DoerError) -> CommandEnd {
        // As in a shell of root's: kubectl and helm keep what they know below it, and without it in whatever folder they stand.
        let all = ["HOME": "/root"].merging(environment) { $1 }
        let command = Command(
            words[0], Array(words.dropFirst()), environment: all, deadline: Self.longest, limit: Self.largest)
        let output: CommandOutput
        do throws(HostError) { output = try await host.run(command) } catch { throw DoerError("\(error)") }
        // Half of what iptables-save prints is worse than nothing.
        if output.isCut { throw DoerError("\(words[0]) printed more than \(Self.largest >> 20) MiB.") }
        return CommandEnd(status: output.status, out: output.out, err: String(decoding: output.err, as: UTF8.self))
    }

    public func download(_ url: String) async throws(DoerError) -> [UInt8] {
        // Gone afterwards: what is fetched may be larger than a command's output. What a run leaves that is cut off the next one writes over.
        let place = "/var/lib/drydock/.fetched"
        try Self.folder(Self.parent(place))
        defer { unlink(place) }
        let words = ["curl", "--fail", "--silent", "--show-error", "--location", "--proto", "=https,file", "--retry", "3"]
        let end = try await run(words + ["--output", place, url], environment: [:])
        guard end.status == 0, let bytes = WholeFile.read(place, upTo: 1 << 30) else {
            throw DoerError("\(url) could not be fetched: \(end.err.trimmed)")
        }
        return bytes
    }

    public func runs(container: String) async throws(DoerError) -> Bool {
        var problem = "No container runtime has a socket here."
        for socket in ["/run/containerd/containerd.sock", "/run/crio/crio.sock", "/run/cri-dockerd.sock"]
        where access(socket, F_OK) == 0 {
            do throws(HostError) {
                let list = try await host.ask(ListContainersRequest(), at: socket).containers
                return list.contains { $0.metadata.name == container && $0.state == .running }
            } catch { problem = "\(error)" }
        }
        throw DoerError(problem)
    }

    public func holds(_ check: Check) async -> Bool? { await look(check) }
    public func sleep(seconds: Int) async { try? await Task.sleep(for: .seconds(seconds)) }

    // MARK: Files

    private static func parent(_ path: String) -> String { path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "" }

    private static func folder(_ path: String) throws(DoerError) {
        if let problem = WholeFile.makeFolder(path) { throw DoerError("The folder \(path) could not be made: \(problem).") }
    }

    private static func whole(
        _ bytes: [UInt8], _ path: String, _ mode: mode_t, keepsOwner: Bool = false
    ) throws(DoerError) {
        // install.sh's own, so that what one of them left is not left by the other.
        let problem = WholeFile.write(bytes, to: path, mode: mode, isExact: true, keepsOwner: keepsOwner, part: "drydock-new")
        guard let problem else { return }
        throw DoerError("\(path) could not be written: \(problem).")
    }
}
