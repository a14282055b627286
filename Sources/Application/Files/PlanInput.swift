import Glibc

/// Where a plan file's bytes come from.
enum PlanInput {
    /// A plan of 100 machines has some 30 KB.
    static let limit = 4 << 20

    static func bytes(_ path: String) throws(Refusal) -> [UInt8] {
        // Opening a pipe that nobody writes into would wait for ever.
        let descriptor = path == "-" ? 0 : open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            throw Refusal("The plan file \(path) could not be opened: \(String(cString: strerror(errno))).")
        }
        defer { if descriptor != 0 { close(descriptor) } }
        if descriptor != 0 { try waitForInput(descriptor, path) }
        guard let bytes = Input.bytes(from: descriptor, upTo: limit + 1) else {
            throw Refusal("The plan file \(path) could not be read: \(String(cString: strerror(errno))).")
        }
        if bytes.count > limit { throw Refusal("The plan file \(path) is larger than \(limit) bytes; it is not a plan.") }
        return bytes
    }

    /// Waits until a pipe has something to read; a file has at once.
    private static func waitForInput(_ descriptor: Int32, _ path: String) throws(Refusal) {
        var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        guard poll(&entry, 1, patience * 1000) != 0 else {
            throw Refusal("The plan file \(path) is a pipe into which nobody wrote for \(patience) s.")
        }
        _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) & ~O_NONBLOCK)
    }

    /// Seconds.
    private static let patience: Int32 = 10
}
