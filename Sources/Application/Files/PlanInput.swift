import Glibc

/// Where a plan file's bytes come from.
enum PlanInput {
    /// A plan of 100 machines has some 30 KB.
    static let limit = 4 << 20

    static func bytes(_ path: String) throws(Refusal) -> [UInt8] {
        let descriptor = path == "-" ? 0 : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw Refusal("The plan file \(path) could not be opened: \(String(cString: strerror(errno))).")
        }
        defer { if descriptor != 0 { close(descriptor) } }
        guard let bytes = Input.bytes(from: descriptor, upTo: limit + 1) else {
            throw Refusal("The plan file \(path) could not be read: \(String(cString: strerror(errno))).")
        }
        if bytes.count > limit { throw Refusal("The plan file \(path) is larger than \(limit) bytes; it is not a plan.") }
        return bytes
    }
}
