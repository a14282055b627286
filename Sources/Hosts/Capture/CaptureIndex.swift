import CRI

/// The lines of `index.jsonl` by what they answer. A line is decoded when it is asked for: a capture has thousands.
struct CaptureIndex: Sendable {
    private struct Key: Hashable {
        var kind: CaptureLine.Kind
        var subject: String
    }

    private let bytes: [UInt8]
    private var places: [Key: Range<Int>] = [:]
    private(set) var count = 0

    /// Finds what each line answers; the last line for a question counts.
    ///
    /// - Throws: `badCapture` with the number of a line that asks nothing known.
    init(_ bytes: [UInt8]) throws(HostError) {
        self.bytes = bytes
        var start = 0
        var number = 0
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
            defer { start = end + 1 }
            number += 1
            guard bytes[start..<end].contains(where: { $0 > 32 }) else { continue }
            guard let (kind, subject) = Self.firstPair(bytes[start..<end]) ?? Self.decoded(bytes[start..<end])?.subject else {
                throw .badCapture("line \(number) of index.jsonl is not an answer")
            }
            let isPath =
                switch kind {
                case .read, .list, .status, .space: true
                case .run, .cri, .get, .log: false
                }
            places[Key(kind: kind, subject: isPath ? Self.plain(subject) : subject)] = start..<end
            count += 1
        }
    }

    /// The line that answers a question; nil where there is none.
    func line(_ kind: CaptureLine.Kind, _ subject: String) throws(HostError) -> CaptureLine? {
        guard let place = places[Key(kind: kind, subject: subject)] else { return nil }
        guard let line = Self.decoded(bytes[place]) else { throw .badCapture("the answer to \(kind) \(subject)") }
        return line
    }

    /// The line of a CRI call, its answer in its own type.
    func criLine<Reply: Codable>(_ subject: String, as type: Reply.Type) throws(HostError) -> CaptureCRILine<Reply>? {
        guard let place = places[Key(kind: .cri, subject: subject)] else { return nil }
        do {
            return try BoundedJSON.decode(CaptureCRILine<Reply>.self, from: bytes[place])
        } catch {
            throw .badCapture("the answer to \(subject)")
        }
    }

    /// Every path that is asked with one of the kinds.
    func subjects(_ kind: CaptureLine.Kind) -> [String] { places.keys.filter { $0.kind == kind }.map(\.subject) }

    /// A path without doubled slashes and without one at its end.
    static func plain(_ path: String) -> String {
        let needsWork = path.utf8.last == UInt8(ascii: "/") && path.utf8.count > 1 || path.contains("//")
        guard needsWork else { return path }
        return "/" + path.split(separator: "/").joined(separator: "/")
    }

    private static func decoded(_ line: ArraySlice<UInt8>) -> CaptureLine? {
        try? BoundedJSON.decode(CaptureLine.self, from: line)
    }

    /// The first key and its text, `{"read":"/etc/…"`, where they are written without escapes: that spares decoding the line.
    private static func firstPair(_ line: ArraySlice<UInt8>) -> (CaptureLine.Kind, String)? {
        var at = line.startIndex
        func skip(_ byte: UInt8) -> Bool {
            while at < line.endIndex, line[at] == 32 || line[at] == 9 { at += 1 }
            guard at < line.endIndex, line[at] == byte else { return false }
            at += 1
            return true
        }
        func text() -> String? {
            guard skip(UInt8(ascii: "\"")), let end = line[at...].firstIndex(of: UInt8(ascii: "\"")) else { return nil }
            defer { at = end + 1 }
            return line[at..<end].contains(UInt8(ascii: "\\")) ? nil : String(decoding: line[at..<end], as: UTF8.self)
        }
        guard skip(UInt8(ascii: "{")), let key = text(), let kind = CaptureLine.Kind(rawValue: key), skip(UInt8(ascii: ":"))
        else {
            return nil
        }
        return text().map { (kind, $0) }
    }
}
