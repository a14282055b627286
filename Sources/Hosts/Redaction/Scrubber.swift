import Synchronization

/// Makes answers fit to be written: without secrets, and without addresses where that is wanted. Lines stay lines, and what was
/// equal stays equal within one capture.
final class Scrubber: Sendable {
    static let suspicion = Suspicion()

    private let placeholders = Placeholders()
    private let veil: AddressVeil?

    init(hidingAddresses: Bool) { veil = hidingAddresses ? AddressVeil() : nil }

    /// A text's bytes without secrets.
    func text(_ bytes: [UInt8]) -> [UInt8] {
        let clean = Self.clean(bytes, placeholders, depth: 0)
        return veil?.text(clean) ?? clean
    }

    /// A question's words: a path, a command line, a URL.
    func subject(_ words: String) -> String {
        let bytes = Array(words.utf8)
        let clean = text(bytes)
        return clean == bytes ? words : String(decoding: clean, as: UTF8.self)
    }

    /// For a log whose bytes come in pieces.
    func lines() -> LineScrubber { LineScrubber(placeholders, veil) }

    static func clean(_ bytes: [UInt8], _ placeholders: Placeholders, depth: Int) -> [UInt8] {
        var bytes = SecretObjects.clean(bytes, placeholders)
        if depth < SecretLines.deepest {
            bytes = WrappedBase64.clean(bytes) { clean($0, placeholders, depth: depth + 1) }
        }
        var stream = SecretStream(placeholders, depth: depth)
        guard bytes.withUnsafeBytes({ suspicion.next(in: $0, from: 0) }) != nil else { return bytes }
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count + 64)
        bytes.withUnsafeBytes { all in
            stream.take(all, isLast: true) { out.append(contentsOf: $0) }
        }
        return out
    }
}

/// Goes over a text and takes the lines out that need a closer look.
struct SecretStream {
    private var lines: SecretLines

    init(_ placeholders: Placeholders, depth: Int = 0) { lines = SecretLines(placeholders, depth: depth) }

    /// Takes whole lines (the last may lack its newline where `isLast`), hands on what is fit to be written.
    mutating func take(_ bytes: UnsafeRawBufferPointer, isLast: Bool, _ out: (UnsafeRawBufferPointer) -> Void) {
        var written = 0
        var at = 0
        while at < bytes.count {
            let suspicious = lines.isWaiting ? at : Scrubber.suspicion.next(in: bytes, from: at) ?? bytes.count
            guard suspicious < bytes.count else { break }
            var start = suspicious
            while start > written, bytes[start - 1] != 10 { start -= 1 }
            var end = suspicious
            while end < bytes.count, bytes[end] != 10 { end += 1 }
            if start > written { out(UnsafeRawBufferPointer(rebasing: bytes[written..<start])) }
            let line = Array(UnsafeRawBufferPointer(rebasing: bytes[start..<end]))
            lines.take(line, hasNewline: end < bytes.count) { piece in piece.withUnsafeBytes(out) }
            at = end + 1
            written = min(at, bytes.count)
        }
        if written < bytes.count { out(UnsafeRawBufferPointer(rebasing: bytes[written...])) }
        if isLast { lines.finish { piece in piece.withUnsafeBytes(out) } }
    }
}

/// Scrubs a log as it comes and keeps it packed. Used by one task at a time, as a scan hands over its chunks.
final class LineScrubber: Sendable {
    /// A line longer than this is cut in two for the scrubber, at a blank.
    private static let longestLine = 1 << 20

    private struct State {
        var stream: SecretStream
        var rest: [UInt8] = []
        let packed = PackedBytes.Builder(packingFrom: 1 << 20)
    }

    private let state: Mutex<State>
    private let veil: AddressVeil?

    init(_ placeholders: Placeholders, _ veil: AddressVeil?) {
        state = Mutex(State(stream: SecretStream(placeholders)))
        self.veil = veil
    }

    /// Takes the next bytes.
    func take(_ bytes: UnsafeRawBufferPointer) {
        state.withLock { state in
            guard let newline = bytes.lastIndex(of: 10) else {
                state.rest.append(contentsOf: bytes)
                if state.rest.count > Self.longestLine { cut(&state) }
                return
            }
            if !state.rest.isEmpty, let first = bytes.firstIndex(of: 10) {
                state.rest.append(contentsOf: bytes[...first])
                let line = state.rest
                state.rest = []
                line.withUnsafeBytes { pass($0, false, &state) }
                pass(UnsafeRawBufferPointer(rebasing: bytes[(first + 1)..<(newline + 1)]), false, &state)
            } else {
                pass(UnsafeRawBufferPointer(rebasing: bytes[...newline]), false, &state)
            }
            state.rest.append(contentsOf: bytes[(newline + 1)...])
        }
    }

    /// The whole log, scrubbed.
    func finish() -> PackedBytes {
        state.withLock { state in
            let rest = state.rest
            state.rest = []
            rest.withUnsafeBytes { pass($0, true, &state) }
            return state.packed.finish()
        }
    }

    private func cut(_ state: inout State) {
        let blank = state.rest.lastIndex { $0 == 32 || $0 == UInt8(ascii: ",") } ?? state.rest.count - 1
        let line = Array(state.rest[...blank])
        state.rest.removeFirst(line.count)
        line.withUnsafeBytes { pass($0, false, &state) }
    }

    private func pass(_ bytes: UnsafeRawBufferPointer, _ isLast: Bool, _ state: inout State) {
        var clean: [UInt8] = []
        clean.reserveCapacity(bytes.count + 64)
        state.stream.take(bytes, isLast: isLast) { clean.append(contentsOf: $0) }
        // An address lies within one line, and whole lines come here.
        if let veil { clean = veil.text(clean) }
        clean.withUnsafeBytes { state.packed.append($0) }
    }
}
