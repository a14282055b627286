import Applying
import FoundationEssentials
import Glibc
import Steps
import Subprocess
import Testing

/// Does for real what it is told, in the folder of a test; commands run as the script's would.
struct ScratchDoer: Doer {
    private static let notes = "/var/lib/drydock/unfinished"
    let place: Place

    init(_ place: Place) { self.place = place }

    func isNoted(_ step: String) async -> Bool { access("\(Self.notes)/\(step)", F_OK) == 0 }

    func note(_ step: String) async throws(DoerError) {
        do {
            try FileManager.default.createDirectory(atPath: Self.notes, withIntermediateDirectories: true)
            try Data().write(to: URL(filePath: "\(Self.notes)/\(step)"))
        } catch { throw DoerError("\(error)") }
    }

    func clear(_ step: String) async throws(DoerError) { unlink("\(Self.notes)/\(step)") }

    func file(_ path: String) async throws(DoerError) -> FileState? {
        var status = stat()
        guard stat(path, &status) == 0, let bytes = try? Data(contentsOf: URL(filePath: path)) else { return nil }
        return FileState(bytes: Array(bytes), mode: Steps.FileMode(bits: UInt16(status.st_mode & 0o7777)))
    }

    func write(_ bytes: [UInt8], to path: String, mode: Steps.FileMode, as purpose: FilePurpose) async throws(DoerError) {
        let parent = String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)])
        do {
            try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
            try Data(bytes).write(to: URL(filePath: path))
            chmod(path, mode_t(mode.bits))
            if purpose != .edit { _ = chown(path, 0, 0) }
        } catch { throw DoerError("\(error)") }
    }

    func run(_ words: [String], environment: [String: String]) async throws(DoerError) -> CommandEnd {
        do {
            let result = try await Subprocess.run(
                .name("env"), arguments: Arguments(["PATH=\(place.search)"] + words), output: .string(limit: 1 << 16),
                error: .string(limit: 1 << 16))
            guard case .exited(let code) = result.terminationStatus else { return CommandEnd(status: 128) }
            return CommandEnd(status: Int(code), out: Array(result.standardOutput.utf8), err: result.standardError)
        } catch { throw DoerError("\(words[0]) could not be run.") }
    }

    func download(_ url: String) async throws(DoerError) -> [UInt8] {
        let to = "\(place.folder)/fetched"
        let end = try await run(["curl", "--output", to, url], environment: [:])
        guard end.status == 0, let bytes = try await file(to)?.bytes else { throw DoerError("\(url) could not be fetched.") }
        return bytes
    }

    func runs(container: String) async throws(DoerError) -> Bool {
        place.podRuns
    }

    func holds(_ check: Check) async -> Bool? { nil }
    /// The waits of a step are not the test's.
    func sleep(seconds: Int) async {}
}
