import Glibc

/// A connected unix stream socket, non-blocking, closed when it goes.
struct UnixSocket: ~Copyable {
    let path: String
    private let descriptor: Int32

    private init(path: String, descriptor: Int32) {
        self.path = path
        self.descriptor = descriptor
    }

    /// Connects. Looks at the path first, for connect(2) says ECONNREFUSED both of a plain file and of a socket nobody listens on.
    static func connected(to path: String, by deadline: Deadline) throws(CRIError) -> UnixSocket {
        var info = stat()
        guard stat(path, &info) == 0 else { throw error(errno, path) }
        guard info.st_mode & S_IFMT == S_IFSOCK else { throw .notASocket(path: path) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        guard path.utf8.count < MemoryLayout.size(ofValue: address.sun_path) else { throw .pathTooLong(path: path) }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }

        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        let descriptor = Glibc.socket(AF_UNIX, kind, 0)
        guard descriptor >= 0 else { throw .failed(path: path, errno: errno) }
        let socket = UnixSocket(path: path, descriptor: descriptor)
        while true {
            let failure = connect(descriptor, &address)
            if failure == 0 { return socket }
            // A full backlog is EAGAIN here, and no poll tells when it empties (connect(2)).
            guard failure == EAGAIN || failure == EINTR else { throw error(failure, path) }
            guard !deadline.isOver else { throw .timedOut(path: path, after: deadline.allowed) }
            usleep(UInt32(min(deadline.milliseconds, 5)) * 1000)
        }
    }

    deinit { close(descriptor) }

    /// 0, or the errno.
    private static func connect(_ descriptor: Int32, _ address: inout sockaddr_un) -> Int32 {
        withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0 ? 0 : errno
            }
        }
    }

    private static func error(_ number: Int32, _ path: String) -> CRIError {
        switch number {
        case ENOENT, ENOTDIR: .noSocket(path: path)
        case EACCES, EPERM: .permissionDenied(path: path)
        case ECONNREFUSED: .refused(path: path)
        case ENAMETOOLONG: .pathTooLong(path: path)
        default: .failed(path: path, errno: number)
        }
    }

    /// Waits until the socket can be read or, where asked, written; throws when the deadline is over.
    func wait(toWrite: Bool, by deadline: Deadline) throws(CRIError) -> (readable: Bool, writable: Bool) {
        while true {
            guard !deadline.isOver else { throw .timedOut(path: path, after: deadline.allowed) }
            var watched = pollfd(fd: descriptor, events: Int16(POLLIN | (toWrite ? POLLOUT : 0)), revents: 0)
            let ready = poll(&watched, 1, deadline.milliseconds)
            if ready > 0 {
                let events = Int32(watched.revents)
                return (events & (POLLIN | POLLHUP | POLLERR) != 0, events & POLLOUT != 0)
            }
            if ready < 0, errno != EINTR { throw .failed(path: path, errno: errno) }
        }
    }

    /// Sends what the socket takes now: the number of bytes, or nil where the peer takes no more at all.
    func send(_ bytes: ArraySlice<UInt8>) throws(CRIError) -> Int? {
        let count = bytes.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
        if count >= 0 { return count }
        switch errno {
        case EAGAIN, EINTR: return 0
        case EPIPE, ECONNRESET: return nil
        default: throw .failed(path: path, errno: errno)
        }
    }

    /// Reads what is there into `room`: the number of bytes, 0 where nothing is there yet, nil where the peer has closed.
    func receive(into room: inout [UInt8]) throws(CRIError) -> Int? {
        let count = room.withUnsafeMutableBytes { recv(descriptor, $0.baseAddress, $0.count, 0) }
        if count > 0 { return count }
        if count == 0 { return nil }
        switch errno {
        case EAGAIN, EINTR: return 0
        case ECONNRESET: return nil
        default: throw .failed(path: path, errno: errno)
        }
    }
}

/// What the C library says of an errno value.
func systemErrorText(_ number: Int32) -> String { String(cString: strerror(number)) }
