import Glibc
import Synchronization

/// Writes files whole or not at all: into a hidden file beside the place, read back, then moved there.
package enum WholeFile {
    private static let written = Atomic(0)

    /// Writes the bytes. A file that is there keeps its owner, where that is meant, and, unless `isExact`, its mode; one that is a link is written where it leads
    /// to. Gives the reason where that failed, as the end of a sentence; then what was there is there still, and nothing else.
    ///
    /// The hidden file has the ending `part`, else one of its own: what a run leaves that is cut off goes when another with that ending
    /// writes the file.
    package static func write(
        _ bytes: [UInt8], to named: String, mode: mode_t = 0o644, isExact: Bool = false, keepsOwner: Bool = true,
        part: String? = nil
    ) -> String? {
        let path = target(of: named)
        let slash = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
        let number = written.add(1, ordering: .relaxed).newValue
        let hidden = path[..<slash] + "." + path[slash...] + "." + (part ?? "\(getpid())-\(number).part")
        if part != nil { unlink(String(hidden)) }
        let file = open(String(hidden), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode)
        guard file >= 0 else { return reason() }
        var found = stat()
        let isThere = stat(path, &found) == 0
        // Before the mode: a change of owner takes the set-id bits.
        if isThere, keepsOwner { _ = fchown(file, found.st_uid, found.st_gid) }
        if isThere || isExact { fchmod(file, isExact ? mode : found.st_mode & 0o7777) }
        var problem = put(bytes, file)
        if close(file) != 0 { problem = problem ?? reason() }
        if problem == nil, read(String(hidden)) != bytes { problem = "what was written cannot be read back" }
        if problem == nil, rename(String(hidden), path) != 0 { problem = reason() }
        if problem != nil { unlink(String(hidden)) }
        return problem
    }

    /// The bytes of a file; nil where there is none that can be read.
    package static func read(_ path: String, upTo limit: Int = 64 << 20) -> [UInt8]? {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 18)
        while bytes.count < limit {
            let count = Glibc.read(file, &buffer, min(buffer.count, limit - bytes.count))
            if count < 0, errno == EINTR { continue }
            if count < 0 { return nil }
            if count == 0 { break }
            bytes.append(contentsOf: buffer[..<count])
        }
        return bytes
    }

    /// Makes a folder and those above it; gives the reason where that failed.
    package static func makeFolder(_ path: String) -> String? {
        var made = path.hasPrefix("/") ? "" : "."
        for part in path.split(separator: "/") {
            made += "/" + part
            guard mkdir(made, 0o755) != 0, errno != EEXIST else { continue }
            let problem = reason()
            var found = stat()
            guard stat(made, &found) == 0 else { return problem }
        }
        var found = stat()
        guard stat(made.isEmpty ? "/" : made, &found) == 0 else { return reason() }
        return found.st_mode & S_IFMT == S_IFDIR ? nil : "it is not a folder"
    }

    private static func put(_ bytes: [UInt8], _ file: Int32) -> String? {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            guard count >= 0 || errno == EINTR else { return reason() }
            rest = rest.dropFirst(max(0, count))
        }
        // EINVAL: a file system that cannot be asked to write at once.
        return fsync(file) == 0 || errno == EINVAL ? nil : reason()
    }

    private static func target(of path: String) -> String {
        guard let real = realpath(path, nil) else { return path }
        defer { free(real) }
        return String(cString: real)
    }

    package static func reason() -> String { String(cString: strerror(errno)) }
}
