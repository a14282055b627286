import CRI

/// The lines of `index.jsonl` by what they answer. A line is decoded when it is asked for: a capture has thousands.
struct CaptureIndex: Sendable {
    private struct Key: Hashable {
        var kind: CaptureLine.Kind
        var subject: String
    }

    /// An answer that was changed since the lines were read.
    private enum Changed {
        case line(CaptureLine)
        /// The bytes of a line.
        case raw([UInt8])
        case gone
    }

    private let bytes: [UInt8]
    private var places: [Key: Range<Int>] = [:]
    private var changed: [Key: Changed] = [:]
    private var decoded: DecodedLines?
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
            places[Self.key(kind, subject)] = start..<end
            count += 1
        }
    }

    /// These lines, and after them those of another capture.
    func followed(by other: CaptureIndex) throws(HostError) -> CaptureIndex {
        try CaptureIndex(bytes + (bytes.last == UInt8(ascii: "\n") ? [] : [UInt8(ascii: "\n")]) + other.bytes)
    }

    /// The line that answers a question; nil where there is none.
    func line(_ kind: CaptureLine.Kind, _ subject: String) throws(HostError) -> CaptureLine? {
        let key = Key(kind: kind, subject: subject)
        switch changed[key] {
        case .line(let line): return line
        case .raw(let bytes): return Self.decoded(bytes[...])
        case .gone: return nil
        case nil: break
        }
        guard let place = places[key] else { return nil }
        if let line = decoded?.line(place.lowerBound) { return line }
        guard let line = Self.decoded(bytes[place]) else { throw .badCapture("the answer to \(kind) \(subject)") }
        decoded?.keep(line, place.lowerBound)
        return line
    }

    /// The bytes of the line that answers a call on a runtime's socket; nil where there is none.
    func criBytes(_ subject: String) -> ArraySlice<UInt8>? {
        let key = Key(kind: .cri, subject: subject)
        switch changed[key] {
        case .raw(let bytes): return bytes[...]
        case .line, .gone: return nil
        case nil: return places[key].map { bytes[$0] }
        }
    }

    /// The line of a CRI call, its answer in its own type.
    func criLine<Reply: Codable>(_ subject: String, as type: Reply.Type) throws(HostError) -> CaptureCRILine<Reply>? {
        if case .line(let line)? = changed[Key(kind: .cri, subject: subject)] {
            return CaptureCRILine(json: nil, error: line.error)
        }
        guard let bytes = criBytes(subject) else { return nil }
        do {
            return try BoundedJSON.decode(CaptureCRILine<Reply>.self, from: bytes)
        } catch {
            throw .badCapture("the answer to \(subject)")
        }
    }

    /// Every path, command line, call, address or log that is asked with one of the kinds.
    func subjects(_ kind: CaptureLine.Kind) -> [String] {
        var out = places.keys.filter { $0.kind == kind && changed[$0] == nil }.map(\.subject)
        for (key, change) in changed where key.kind == kind {
            if case .gone = change { continue }
            out.append(key.subject)
        }
        return out
    }

    /// Another answer to a question; nil where it is not answered any more.
    mutating func set(_ kind: CaptureLine.Kind, _ subject: String, _ line: CaptureLine?) {
        changed[Key(kind: kind, subject: subject)] = line.map { .line($0) } ?? .gone
    }

    /// Another line for a call on a runtime's socket.
    mutating func setCRI(_ subject: String, _ line: [UInt8]) { changed[Key(kind: .cri, subject: subject)] = .raw(line) }

    /// What was asked in one set of words counts as asked in another.
    mutating func move(_ kind: CaptureLine.Kind, _ old: String, to new: String) {
        let (from, to) = (Key(kind: kind, subject: old), Key(kind: kind, subject: new))
        if let change = changed.removeValue(forKey: from) {
            changed[to] = change
        } else {
            changed[to] = nil
        }
        if let place = places.removeValue(forKey: from) { places[to] = place }
    }

    /// Keeps what it decodes, for a capture that is asked again and again.
    mutating func keepDecoded() { decoded = DecodedLines() }

    private static func key(_ kind: CaptureLine.Kind, _ subject: String) -> Key {
        switch kind {
        case .read, .list, .status, .space: Key(kind: kind, subject: plain(subject))
        case .run, .cri, .get, .log: Key(kind: kind, subject: subject)
        }
    }

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
