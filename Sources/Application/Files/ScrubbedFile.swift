import Glibc

/// A file that is written as it comes and appears when it is whole; one that is there is never written over. It is its owner's alone.
final class ScrubbedFile {
    private let path: String
    private let hidden: String
    private var descriptor: Int32

    /// Opens a hidden file beside the place.
    init(_ path: String) throws(Refusal) {
        let slash = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
        self.path = path
        hidden = path[..<slash] + "." + path[slash...] + ".\(getpid()).part"
        var status = stat()
        guard lstat(path, &status) != 0 else { throw Refusal("\(path) already exists; name another file with -o.") }
        descriptor = open(hidden, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw lost() }
    }

    deinit {
        guard descriptor >= 0 else { return }
        close(descriptor)
        unlink(hidden)
    }

    func write(_ bytes: [UInt8]) throws(Refusal) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            guard count >= 0 || errno == EINTR else { throw lost() }
            rest = rest.dropFirst(max(0, count))
        }
    }

    /// Moves it to its place. A link does not take the place of a file that came meanwhile, as a move would.
    func finish() throws(Refusal) {
        guard fsync(descriptor) == 0 || errno == EINVAL, close(descriptor) == 0 else { throw lost() }
        descriptor = -1
        defer { unlink(hidden) }
        if link(hidden, path) == 0 { return }
        if errno == EEXIST { throw Refusal("\(path) already exists; name another file with -o.") }
        // A file system without links, such as a stick's.
        guard rename(hidden, path) == 0 else { throw lost() }
    }

    private func lost() -> Refusal {
        let reason = String(cString: strerror(errno))
        unlink(hidden)
        return Refusal("\(path) could not be written: \(reason).", status: Output.lost)
    }
}
