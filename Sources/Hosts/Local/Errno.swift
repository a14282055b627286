import Glibc

extension HostError {
    /// The error for a path after a system call failed with `code` (errno).
    init(path: String, errno code: Int32) {
        switch code {
        case ENOENT, ENOTDIR: self = .notThere(path: path)
        case EACCES, EPERM: self = .denied(path: path)
        case EISDIR, ENXIO: self = .wrongKind(path: path)
        default: self = .failed(path: path, because: errorText(code))
        }
    }
}

/// The system's text for an errno, in English: `Input/output error`.
func errorText(_ code: Int32) -> String {
    var buffer = [CChar](repeating: 0, count: 256)
    guard strerror_r(code, &buffer, buffer.count) == 0 else { return "error \(code)" }
    return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
}
