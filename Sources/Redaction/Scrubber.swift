import Synchronization

/// Makes answers fit to be written: without secrets, and without addresses where that is wanted. Lines stay lines, and what was
/// equal stays equal within one capture.
package final class Scrubber: Sendable {
    static let prefilter = Prefilter()

    package let placeholders = Placeholders()
    package let pseudonymiser: AddressPseudonymiser?

    package init(hidingAddresses: Bool) { pseudonymiser = hidingAddresses ? AddressPseudonymiser() : nil }

    /// A text's bytes without secrets.
    package func text(_ bytes: [UInt8]) -> [UInt8] {
        let clean = Self.clean(bytes, placeholders, depth: 0)
        return pseudonymiser?.text(clean) ?? clean
    }

    /// A question's words: a path, a command line, a URL.
    package func subject(_ words: String) -> String {
        let bytes = Array(words.utf8)
        let clean = text(bytes)
        return clean == bytes ? words : String(decoding: clean, as: UTF8.self)
    }

    static func clean(_ bytes: [UInt8], _ placeholders: Placeholders, depth: Int) -> [UInt8] {
        var bytes = SecretObjects.clean(bytes, placeholders)
        if depth < SecretLines.deepest {
            bytes = WrappedBase64.clean(bytes) { clean($0, placeholders, depth: depth + 1) }
        }
        var stream = SecretStream(placeholders, depth: depth)
        guard bytes.withUnsafeBytes({ prefilter.next(in: $0, from: 0) }) != nil else { return bytes }
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count + 64)
        bytes.withUnsafeBytes { all in
            stream.take(all, isLast: true) { out.append(contentsOf: $0) }
        }
        return out
    }
}

/// Goes over a text and takes the lines out that need a closer look.
package struct SecretStream {
    private var lines: SecretLines

    package init(_ placeholders: Placeholders, depth: Int = 0) { lines = SecretLines(placeholders, depth: depth) }

    /// Takes whole lines (the last may lack its newline where `isLast`), hands on what is fit to be written.
    package mutating func take(_ bytes: UnsafeRawBufferPointer, isLast: Bool, _ out: (UnsafeRawBufferPointer) -> Void) {
        var written = 0
        var at = 0
        while at < bytes.count {
            let suspicious = lines.isWaiting ? at : Scrubber.prefilter.next(in: bytes, from: at) ?? bytes.count
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
