/// gRPC's status codes by name (gRPC over HTTP/2, "Status codes and their use").
enum GRPCStatus {
    static let ok = 0
    static let unimplemented = 12

    private static let names = [
        "OK", "CANCELLED", "UNKNOWN", "INVALID_ARGUMENT", "DEADLINE_EXCEEDED", "NOT_FOUND", "ALREADY_EXISTS", "PERMISSION_DENIED",
        "RESOURCE_EXHAUSTED", "FAILED_PRECONDITION", "ABORTED", "OUT_OF_RANGE", "UNIMPLEMENTED", "INTERNAL", "UNAVAILABLE",
        "DATA_LOSS",
        "UNAUTHENTICATED",
    ]

    static func name(_ code: Int) -> String { names.indices.contains(code) ? names[code] : "status \(code)" }
}

/// gRPC's framing of one message, and its encoding of texts in trailers.
enum GRPCFrame {
    /// The message with its prefix: a flag byte (0, not compressed) and the length, big-endian.
    static func framed(_ message: [UInt8]) -> [UInt8] {
        let length = UInt32(clamping: message.count)
        return [0, UInt8(length >> 24), UInt8(length >> 16 & 255), UInt8(length >> 8 & 255), UInt8(length & 255)] + message
    }

    /// The one message of an answer's body.
    static func message(in body: [UInt8]) throws(CRIError) -> [UInt8] {
        guard body.count >= 5 else { throw .malformed("It has \(body.count) bytes, which is too short for one message.") }
        guard body[0] == 0 else { throw .malformed("It is compressed, although no compression was offered.") }
        let length = Int(body[1]) << 24 | Int(body[2]) << 16 | Int(body[3]) << 8 | Int(body[4])
        guard body.count == 5 + length else {
            throw .malformed("It announces one message of \(length) bytes and holds \(body.count - 5).")
        }
        return Array(body[5...])
    }

    /// `grpc-message` as text: `%` and two hexadecimal digits stand for a byte; anything else stands for itself.
    static func percentDecoded(_ bytes: [UInt8]) -> String {
        func digit(_ at: Int) -> UInt8? {
            guard at < bytes.count else { return nil }
            switch bytes[at] {
            case 48...57: return bytes[at] - 48
            case 65...70: return bytes[at] - 55
            case 97...102: return bytes[at] - 87
            default: return nil
            }
        }
        var decoded: [UInt8] = []
        var at = 0
        while at < bytes.count {
            if bytes[at] == 37, let high = digit(at + 1), let low = digit(at + 2) {
                decoded.append(high << 4 | low)
                at += 3
            } else {
                decoded.append(bytes[at])
                at += 1
            }
        }
        return String(decoding: decoded, as: UTF8.self)
    }
}
