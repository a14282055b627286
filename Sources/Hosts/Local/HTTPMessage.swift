import Text

/// An HTTP/1.1 answer as bytes: its head, and a body that its length, its chunks or the connection's end delimits
/// (RFC 9112, sections 4, 6 and 7).
extension HTTPAnswer {
    /// Whether nothing more is needed, before the connection ends.
    static func isWhole(_ bytes: [UInt8]) -> Bool {
        guard let head = HTTPHead(bytes) else { return false }
        if head.hasNoBody { return true }
        let body = bytes[head.end...]
        if head.isChunked { return unchunked(body) != nil }
        if let length = head.length { return body.count >= length }
        return false
    }

    /// Reads a whole answer; nil where it is none, or part of it is missing.
    init?(message bytes: [UInt8]) {
        guard let head = HTTPHead(bytes) else { return nil }
        let rest = bytes[head.end...]
        if head.hasNoBody {
            self.init(status: head.status, body: [])
        } else if head.isChunked {
            guard let body = Self.unchunked(rest) else { return nil }
            self.init(status: head.status, body: body)
        } else if let length = head.length {
            guard rest.count >= length else { return nil }
            self.init(status: head.status, body: Array(rest.prefix(length)))
        } else {
            self.init(status: head.status, body: Array(rest))
        }
    }

    /// The content of chunks; nil where the last chunk is not there.
    private static func unchunked(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
        var body: [UInt8] = []
        var rest = bytes
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            let digits = rest[..<end].prefix { $0 != UInt8(ascii: ";") && $0 != UInt8(ascii: "\r") }
            guard let size = Int(String(decoding: digits, as: UTF8.self).trimmed, radix: 16), size >= 0 else { return nil }
            if size == 0 { return body }
            rest = rest[(end + 1)...]
            guard size < rest.count, rest.count - size >= 2 else { return nil }
            body.append(contentsOf: rest.prefix(size))
            // The chunk's own line end.
            rest = rest.dropFirst(size + 2)
        }
        return nil
    }
}

/// The status line and the headers that say where the body ends.
private struct HTTPHead {
    let status: Int
    let end: Int
    var length: Int?
    var isChunked = false

    var hasNoBody: Bool { status == 204 || status == 304 || (100..<200).contains(status) }

    init?(_ bytes: [UInt8]) {
        let blank = Array("\r\n\r\n".utf8)
        guard bytes.count > 12, bytes.starts(with: "HTTP/1.".utf8), let end = Self.index(of: blank, in: bytes) else { return nil }
        self.end = end + blank.count
        let lines = String(decoding: bytes[..<end], as: UTF8.self).split(separator: "\r\n")
        let first = (lines.first ?? "").split(separator: " ")
        guard first.count >= 2, let status = Int(first[1]), (100..<1000).contains(status) else { return nil }
        self.status = status
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { continue }
            let value = line[line.index(after: colon)...].trimmed
            switch line[..<colon].lowercased() {
            case "content-length":
                guard let length = Int(value), length >= 0 else { return nil }
                self.length = length
            case "transfer-encoding": isChunked = value.lowercased().contains("chunked")
            default: break
            }
        }
    }

    private static func index(of part: [UInt8], in bytes: [UInt8]) -> Int? {
        guard bytes.count >= part.count else { return nil }
        for start in 0...(bytes.count - part.count) where bytes[start] == part[0] && bytes[start...].starts(with: part) {
            return start
        }
        return nil
    }
}
