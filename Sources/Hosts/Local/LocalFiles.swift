import CLinux
import Glibc

/// Looks at files with system calls that may block; run it on `BlockingPool`.
///
/// Only regular files are opened (`/proc` and `/sys` are made of them): opening a device can have effects, a watchdog starts
/// to count, and opening a pipe waits for its writer.
struct LocalFiles: Sendable {
    /// Where `/` is looked for.
    let root: RootFolder

    /// The first `limit` bytes of a file.
    func read(_ path: String, limit: Int) -> Result<FileContent, HostError> {
        withOpenFile(path) { descriptor, status in
            var bytes: [UInt8] = []
            // /proc tells a size of 0 or of a page, so reading goes on until the end.
            var room = min(limit, max(status.size, 4096)) + 1
            while bytes.count <= limit {
                let wanted = min(room, limit + 1 - bytes.count)
                let (chunk, failure) = Self.read(descriptor, atMost: wanted)
                if let failure { return .failure(HostError(path: path, errno: failure)) }
                if chunk.isEmpty { break }
                bytes.append(contentsOf: chunk)
                room = max(room, 64 << 10)
            }
            let isCut = bytes.count > limit
            if isCut { bytes.removeLast(bytes.count - limit) }
            return .success(FileContent(bytes: bytes, status: status, isCut: isCut))
        }
    }

    /// Opens a regular file, hands it on with its status, and closes it.
    func withOpenFile<Answer>(
        _ path: String, _ body: (Int32, FileStatus) -> Result<Answer, HostError>
    ) -> Result<Answer, HostError> {
        switch root.resolve(path, followingLast: true) {
        case .failure(let error): return .failure(error)
        case .success(let place):
            var found = stat()
            guard stat(place, &found) == 0 else { return .failure(HostError(path: path, errno: errno)) }
            guard found.kind == .file else { return .failure(.wrongKind(path: path)) }
            let descriptor = open(place, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
            guard descriptor >= 0 else { return .failure(HostError(path: path, errno: errno)) }
            defer { close(descriptor) }
            guard fstat(descriptor, &found) == 0 else { return .failure(HostError(path: path, errno: errno)) }
            guard found.kind == .file else { return .failure(.wrongKind(path: path)) }
            return body(descriptor, FileStatus(name: path, found))
        }
    }

    /// One read(2), again where a signal came between; the errno where it failed.
    static func read(_ descriptor: Int32, atMost count: Int) -> ([UInt8], Int32?) {
        var failure: Int32?
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            var got = 0
            repeat { got = Glibc.read(descriptor, buffer.baseAddress, count) } while got < 0 && errno == EINTR
            // EAGAIN: a file like /proc/kmsg that has nothing more to tell now.
            if got < 0 && errno != EAGAIN { failure = errno }
            filled = max(0, got)
        }
        return (bytes, failure)
    }

    /// Names and statuses in a directory, sorted by name.
    func list(_ path: String) -> Result<[FileStatus], HostError> {
        switch root.resolve(path, followingLast: true) {
        case .failure(let error): return .failure(error)
        case .success(let place):
            var found = stat()
            guard stat(place, &found) == 0 else { return .failure(HostError(path: path, errno: errno)) }
            guard found.kind == .directory else { return .failure(.wrongKind(path: path)) }
            guard let directory = opendir(place) else { return .failure(HostError(path: path, errno: errno)) }
            defer { closedir(directory) }
            var entries: [FileStatus] = []
            errno = 0
            while entries.count < LocalHost.mostEntries, let entry = readdir(directory) {
                let name = entry.pointee.text
                guard name != ".", name != ".." else { continue }
                // An entry that went away since is no entry.
                if let status = FileStatus(of: name, in: dirfd(directory)) { entries.append(status) }
            }
            return .success(entries.sorted { $0.name < $1.name })
        }
    }

    /// The status of a path, not following its last link.
    func status(_ path: String) -> Result<FileStatus, HostError> {
        switch root.resolve(path, followingLast: false) {
        case .failure(let error): return .failure(error)
        case .success(let place):
            guard var status = FileStatus(of: place, in: AT_FDCWD) else { return .failure(HostError(path: path, errno: errno)) }
            status.name = path
            return .success(status)
        }
    }

    /// The room of the file system that a path lies on.
    func space(_ path: String) -> Result<FileSystemSpace, HostError> {
        switch root.resolve(path, followingLast: true) {
        case .failure(let error): return .failure(error)
        case .success(let place):
            var found = statfs()
            guard statfs(place, &found) == 0 else { return .failure(HostError(path: path, errno: errno)) }
            let block = Int(found.f_frsize) > 0 ? Int(found.f_frsize) : Int(found.f_bsize)
            return .success(
                FileSystemSpace(
                    size: Plausible.size(UInt64(found.f_blocks), of: block),
                    free: Plausible.size(UInt64(found.f_bfree), of: block),
                    available: Plausible.size(UInt64(found.f_bavail), of: block), inodes: Int(clamping: found.f_files),
                    inodesFree: Int(clamping: found.f_ffree), type: Int(found.f_type) & 0xffff_ffff,
                    isReadOnly: found.f_flags & 1 != 0
                ).plausible)
        }
    }
}

extension stat {
    /// What kind of thing it is; nil for what Linux does not have.
    var kind: FileKind? {
        switch st_mode & S_IFMT {
        case S_IFREG: .file
        case S_IFDIR: .directory
        case S_IFLNK: .link
        case S_IFSOCK: .socket
        case S_IFIFO: .pipe
        case S_IFCHR: .characterDevice
        case S_IFBLK: .blockDevice
        default: nil
        }
    }
}

extension dirent {
    /// The entry's name, repaired where it is not UTF-8.
    var text: String {
        withUnsafeBytes(of: d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }
}

extension FileStatus {
    init(name: String, _ found: stat) {
        self.init(
            name: name, kind: found.kind ?? .file, mode: Int(found.st_mode & 0o7777), owner: Int(found.st_uid),
            group: Int(found.st_gid), size: Int(found.st_size), modified: found.st_mtim.tv_sec)
    }

    /// The status of a name in an open directory, with the target of a link; nil with errno where there is none.
    init?(of name: String, in directory: Int32) {
        var found = stat()
        guard fstatat(directory, name, &found, AT_SYMLINK_NOFOLLOW) == 0 else { return nil }
        self.init(name: name, found)
        if kind == .link { target = linkTarget(name, in: directory) }
    }
}

/// Where a link points, as written in it; nil with errno where it is none.
func linkTarget(_ path: String, in directory: Int32 = AT_FDCWD) -> String? {
    var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
    let count = buffer.withUnsafeMutableBytes { bytes in
        bytes.bindMemory(to: CChar.self).baseAddress.map { readlinkat(directory, path, $0, bytes.count) } ?? -1
    }
    return count < 0 ? nil : String(decoding: buffer[..<count], as: UTF8.self)
}

/// The directory this process works in.
func workingFolder() -> String? {
    guard let name = getcwd(nil, 0) else { return nil }
    defer { free(name) }
    return String(cString: name)
}
