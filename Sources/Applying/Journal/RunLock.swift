import Glibc
import Text

/// Held while a run changes the machine, so that there is one at a time. It goes with the process, however that ends.
public final class RunLock: Sendable {
    private let file: Int32

    /// Takes it.
    ///
    /// - Parameters:
    ///   - state: where locks lie, `/run/drydock`: a run does not outlive the machine's.
    ///   - what: what the run does, for whoever finds the lock taken: `fix swap-is-on, since 2026-11-30T10:15:00Z`.
    /// - Throws: who holds it, and since when.
    public init(below state: String, what: String) throws(DoerError) {
        if let problem = WholeFile.makeFolder(state) { throw DoerError("The folder \(state) could not be made: \(problem).") }
        let path = "\(state)/lock"
        let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { throw DoerError("The lock \(path) could not be opened: \(WholeFile.reason()).") }
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
            defer { close(file) }
            guard errno == EWOULDBLOCK else { throw DoerError("The lock \(path) could not be taken: \(WholeFile.reason()).") }
            let holder = WholeFile.read(path, upTo: 4096).map { String(decoding: $0, as: UTF8.self).trimmed } ?? ""
            throw DoerError(
                "Another drydock changes this machine\(holder.isEmpty ? "" : ": \(holder)"). Wait until it has ended.")
        }
        let text = Array("process \(getpid()), \(what)\n".utf8)
        ftruncate(file, 0)
        _ = text.withUnsafeBytes { pwrite(file, $0.baseAddress, $0.count, 0) }
        self.file = file
    }

    deinit {
        ftruncate(file, 0)
        // A program that is just being started holds a copy of the file until it runs: closing alone would leave the lock with it.
        flock(file, LOCK_UN)
        close(file)
    }
}
