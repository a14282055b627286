import CLinux
import Glibc
import Synchronization

/// Writes files whole or not at all: into a hidden file beside the place, read back, then moved there.
package enum WholeFile {
    private static let written = Atomic(0)

    /// Writes the bytes. A file that is there keeps its owner, where that is meant, its access control list and other extended attributes, and,
    /// unless `isExact`, its mode; one that is a link is written where it leads to. Other names of a hard link keep what stood there. Where
    /// there is no file, one `like` it gives its attributes as far as it can. Gives the reason where that failed, as the end of a sentence; then what was there is there still, and nothing else.
    ///
    /// The hidden file has the ending `part`, else one of its own: what a run leaves that is cut off goes when another with that ending
    /// writes the file.
    package static func write(
        _ bytes: [UInt8], to named: String, mode: mode_t = 0o644, isExact: Bool = false, keepsOwner: Bool = true,
        part: String? = nil, like model: String? = nil
    ) -> String? {
        let path = target(of: named)
        if let guarding = guarding(path) { return guarding }
        let slash = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
        let number = written.add(1, ordering: .relaxed).newValue
        let hidden = path[..<slash] + "." + path[slash...] + "." + (part ?? "\(getpid())-\(number).part")
        if part != nil { unlink(String(hidden)) }
        let file = open(String(hidden), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode)
        guard file >= 0 else { return reason() }
        var found = stat()
        let isThere = stat(path, &found) == 0
        var problem = put(bytes, file)
        // Before the mode: a change of owner takes the set-id bits, as a write takes a program's capabilities.
        if isThere, keepsOwner, fchown(file, found.st_uid, found.st_gid) != 0, geteuid() == 0 {
            problem = problem ?? "its owner cannot be kept: \(reason())"
        }
        problem = problem ?? attributes(of: isThere ? path : nil, like: model, file)
        // A list's mask is the group's bits: those that are wanted.
        if isThere || isExact { fchmod(file, isExact ? mode : found.st_mode & 0o7777) }
        // EINVAL: a file system that cannot be asked to write at once.
        if problem == nil, fsync(file) != 0, errno != EINVAL { problem = reason() }
        if close(file) != 0 { problem = problem ?? reason() }
        if problem == nil, read(String(hidden)) != bytes { problem = "what was written cannot be read back" }
        if problem == nil, rename(String(hidden), path) != 0 { problem = reason() }
        if problem != nil { unlink(String(hidden)) } else if part != nil { settle(path[..<slash]) }
        return problem
    }

    private static func attributes(of path: String?, like model: String?, _ file: Int32) -> String? {
        guard let from = path ?? model else { return nil }
        var name = [CChar](repeating: 0, count: 256)
        let code = drydock_copy_attributes(from, file, &name)
        guard code != 0, path != nil else { return nil }
        let text = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let what =
            switch text {
            case "": "its extended attributes"
            case "system.posix_acl_access": "its access control list"
            case "security.selinux": "its SELinux context"
            default: "its attribute \(text)"
            }
        return "\(what) cannot be kept: \(String(cString: strerror(code)))"
    }

    /// What keeps even root from writing a file, or from removing it: the end of a sentence; nil where nothing does.
    package static func guarding(_ named: String) -> String? {
        let path = target(of: named)
        let parent = path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        for (place, isFile) in [(path, true), (parent, false)] {
            let flags = drydock_guarding_flags(place)
            guard flags != 0, isFile || flags & 1 != 0 else { continue }
            let (word, letter) = flags & 1 != 0 ? ("immutable", "i") : ("append-only", "a")
            return
                "\(isFile ? "it" : place) is \(word), so that not even root can change it; if you mean it, run chattr -\(letter) \(place)"
        }
        return nil
    }

    /// What is against writing a file, as the end of a sentence: a flag, a file system that is read-only. Nil where nothing is.
    static func obstacle(to named: String) -> String? {
        if let guarding = guarding(named) { return guarding }
        var (place, space) = (target(of: named), statvfs())
        while statvfs(place, &space) != 0 {
            guard errno == ENOENT, let slash = place.lastIndex(of: "/"), slash != place.startIndex else { return nil }
            place = String(place[..<slash])
        }
        guard space.f_flag & UInt(ST_RDONLY) != 0 else { return nil }
        errno = EROFS
        return reason()
    }

    /// Has the disk note which files a folder holds: after a power cut the new file stands there, not the old.
    private static func settle(_ folder: Substring) {
        let file = open(folder.isEmpty ? "." : String(folder), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard file >= 0 else { return }
        fsync(file)
        close(file)
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
        return nil
    }

    /// Where a path leads to when all links are followed; of a link whose target is missing, where that would be.
    package static func target(of path: String, links: Int = 0) -> String {
        if let real = realpath(path, nil) {
            defer { free(real) }
            return String(cString: real)
        }
        var text = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
        let count = readlink(path, &text, text.count - 1)
        guard count > 0, links < 40 else { return path }
        let next = String(decoding: text.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
        return target(of: next.hasPrefix("/") ? next : folder + next, links: links + 1)
    }

    /// Why the last system call failed, as the end of a sentence.
    package static func reason() -> String {
        switch errno {
        case ENOSPC: "the disk is full"
        case EDQUOT: "the disk quota is used up"
        case EROFS: "the file system is read-only, on purpose or because the kernel found it damaged (dmesg tells)"
        default: String(cString: strerror(errno))
        }
    }
}
