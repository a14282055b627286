import Glibc
import Synchronization

/// A file that grows hidden beside its place, its owner's alone, and appears there when it is whole. However this process ends, nothing
/// half-written stays.
public final class HiddenFile {
    /// What the system said.
    public struct Failure: Error, Equatable {
        public var errno: Int32
        /// Whether another file has the place.
        public var isThere: Bool { errno == EEXIST }
        public var reason: String { String(cString: strerror(errno)) }
    }

    private let path: String
    private let hidden: String
    private var descriptor: Int32

    /// Files begun so far: one that is given up takes away its own hidden file and no other.
    private static let begun = Atomic(0)

    /// Opens `.NAME.PID-NUMBER.part` in the same folder.
    ///
    /// - Parameter path: where the file will lie, an absolute path or one from the working directory.
    public init(_ path: String) throws(Failure) {
        let slash = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
        self.path = path
        hidden = path[..<slash] + "." + path[slash...] + ".\(getpid())-\(Self.begun.add(1, ordering: .relaxed).newValue).part"
        unlink(hidden)
        Keeper.shared.removeAtEnd(hidden)
        descriptor = open(hidden, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else {
            let code = Glibc.errno
            Keeper.shared.keep(hidden)
            throw Failure(errno: code)
        }
    }

    deinit { abandon() }

    public func write(_ bytes: UnsafeRawBufferPointer) throws(Failure) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
            guard count > 0 || Glibc.errno == EINTR else { throw Failure(errno: Glibc.errno) }
            rest = rest.dropFirst(max(0, count))
        }
    }

    public func write(_ bytes: [UInt8]) throws(Failure) {
        var failure: Failure?
        bytes.withUnsafeBytes { bytes in
            do throws(Failure) { try write(bytes) } catch { failure = error }
        }
        if let failure { throw failure }
    }

    /// Moves it to its place, when the disk has it.
    ///
    /// - Parameter replacing: whether a file that is there goes; else it stays, also one that came meanwhile.
    public func finish(replacing: Bool) throws(Failure) {
        guard fsync(descriptor) == 0 || Glibc.errno == EINVAL else { throw Failure(errno: Glibc.errno) }
        defer { abandon() }
        if !replacing {
            // A link does not take a file's place, as a move would.
            if link(hidden, path) == 0 { return }
            // A file system without links, such as a stick's, is left to the move.
            if Glibc.errno == EEXIST { throw Failure(errno: EEXIST) }
        }
        guard rename(hidden, path) == 0 else { throw Failure(errno: Glibc.errno) }
    }

    /// Leaves nothing hidden behind.
    public func abandon() {
        guard descriptor >= 0 else { return }
        close(descriptor)
        descriptor = -1
        unlink(hidden)
        Keeper.shared.keep(hidden)
    }
}
