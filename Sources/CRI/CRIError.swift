/// Why the runtime gave no usable answer. Codable, since a recorded node keeps failures beside answers.
public enum CRIError: Error, Equatable, Sendable, Codable {
    /// Nothing lies at the path.
    case noSocket(path: String)
    /// A file, a directory or something else lies at the path.
    case notASocket(path: String)
    /// The socket's path is longer than a unix socket address holds (107 bytes, `sockaddr_un` in unix(7)).
    case pathTooLong(path: String)
    /// The socket is there and nobody listens on it.
    case refused(path: String)
    /// This user may not reach or write the socket.
    case permissionDenied(path: String)
    /// Another system error, by its number in errno(3).
    case failed(path: String, errno: Int32)
    /// No whole answer within the time given.
    case timedOut(path: String, after: Duration)
    /// The connection or the stream was closed before the answer was whole. `reason` is an HTTP/2 error name, or empty.
    case closed(path: String, reason: String)
    /// Something listens and does not speak HTTP/2. `said` is the beginning of what it sent, as text.
    case notHTTP2(path: String, said: String)
    /// Something listens that speaks HTTP/2 and not gRPC.
    case notGRPC(path: String, status: Int, contentType: String)
    /// The answer is longer than `limit` bytes.
    case tooLarge(path: String, limit: Int)
    /// The runtime answered with a gRPC status other than OK.
    case status(code: Int, message: String)
    /// The answer cannot be read; what is wrong with it, as a sentence.
    case malformed(String)
}

extension CRIError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .noSocket(let path): "There is no socket at \(path)."
        case .notASocket(let path): "\(path) is not a socket."
        case .pathTooLong(let path): "The socket path \(path) has \(path.utf8.count) bytes; a unix socket's path has at most 107."
        case .refused(let path): "The socket \(path) is there and nothing listens on it."
        case .permissionDenied(let path): "This user may not connect to \(path)."
        case .failed(let path, let number): "Connecting to \(path) failed with error \(number) (\(systemErrorText(number)))."
        case .timedOut(let path, let time): "The runtime at \(path) did not answer within \(seconds(time)) s."
        case .closed(let path, ""): "The runtime at \(path) closed the connection before it had answered."
        case .closed(let path, let reason): "The runtime at \(path) broke off before it had answered (\(reason))."
        case .notHTTP2(let path, ""): "What listens on \(path) does not speak HTTP/2, so it is not a container runtime's CRI."
        case .notHTTP2(let path, let said):
            "What listens on \(path) does not speak HTTP/2, so it is not a container runtime's CRI: it said \u{201C}\(said)\u{201D}."
        case .notGRPC(let path, let status, let type):
            "What listens on \(path) answered with HTTP status \(status) and content type \u{201C}\(type)\u{201D}, not as gRPC."
        case .tooLarge(let path, let limit): "The answer of the runtime at \(path) is longer than \(limit) bytes."
        case .status(let code, let message): "The runtime answered \(GRPCStatus.name(code)): \(message)"
        case .malformed(let what): "The runtime's answer cannot be read: \(what)"
        }
    }

    /// Seconds with three decimals at most, without trailing zeros.
    private func seconds(_ time: Duration) -> String {
        let (whole, parts) = time.components
        let thousandths = parts / 1_000_000_000_000_000
        guard thousandths != 0 else { return "\(whole)" }
        var digits = "\(1000 + thousandths)".dropFirst()
        while digits.last == "0" { digits.removeLast() }
        return "\(whole).\(digits)"
    }
}
