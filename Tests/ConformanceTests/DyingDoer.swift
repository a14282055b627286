import Applying
import Steps
import Synchronization

/// Does what another does, so many things; then it does nothing more, as a process that was killed.
final class DyingDoer: Doer {
    private let other: ScratchDoer
    private let left: Mutex<Int>

    init(_ other: ScratchDoer, after count: Int) {
        self.other = other
        left = Mutex(count)
    }

    /// Whether more was asked for than it did.
    var isDead: Bool { left.withLock { $0 < 0 } }

    /// A thing that changes something.
    private func lives() throws(DoerError) {
        let isAlive = left.withLock { left in
            left = max(left - 1, -1)
            return left >= 0
        }
        if !isAlive { throw DoerError("It was killed.") }
    }

    /// A question, which the dead do not ask.
    private func asks() throws(DoerError) { if isDead { throw DoerError("It was killed.") } }

    func isNoted(_ step: String) async -> Bool { await other.isNoted(step) }

    func note(_ step: String) async throws(DoerError) {
        try lives()
        try await other.note(step)
    }

    func clear(_ step: String) async throws(DoerError) {
        try lives()
        try await other.clear(step)
    }

    func file(_ path: String) async throws(DoerError) -> FileState? {
        try asks()
        return try await other.file(path)
    }

    func write(_ bytes: [UInt8], to path: String, mode: Steps.FileMode, as purpose: FilePurpose) async throws(DoerError) {
        try lives()
        try await other.write(bytes, to: path, mode: mode, as: purpose)
    }

    func run(_ words: [String], environment: [String: String]) async throws(DoerError) -> CommandEnd {
        if ["test", "is"].contains(words[0].split(separator: "/").last.map(String.init)) { try asks() } else { try lives() }
        return try await other.run(words, environment: environment)
    }

    func download(_ url: String) async throws(DoerError) -> [UInt8] {
        try lives()
        return try await other.download(url)
    }

    func runs(container: String) async throws(DoerError) -> Bool {
        try asks()
        return try await other.runs(container: container)
    }

    func holds(_ check: Check) async -> Bool? { isDead ? nil : await other.holds(check) }
    func sleep(seconds: Int) async {}
}
