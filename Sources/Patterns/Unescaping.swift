/// Undoes what loggers do to a message when they quote it.
///
/// Messages get quoted once by klog, logfmt or JSON and again by each error that wraps another, so a quote can have any
/// number of backslashes: all backslashes are dropped, and JSON's `\u003c`, `\u003e`, `\u0026` become `<`, `>`, `&`.
/// Patterns have none left either.
enum Unescaping {
    /// Writes the unescaped bytes, never more than came in, and returns how many.
    static func unescape(_ base: UnsafeRawPointer, _ count: Int, to out: UnsafeMutableRawPointer) -> Int {
        var (at, written) = (0, 0)
        while let slash = ByteSearch.first(UInt8(ascii: "\\"), base, from: at, to: count) {
            out.advanced(by: written).copyMemory(from: base + at, byteCount: slash - at)
            written += slash - at
            at = slash + 1
            if at + 5 <= count, let sign = jsonSign(base + at) {
                out.storeBytes(of: sign, toByteOffset: written, as: UInt8.self)
                written += 1
                at += 5
            }
        }
        out.advanced(by: written).copyMemory(from: base + at, byteCount: count - at)
        return written + count - at
    }

    /// The sign that `u003c` and its variants stand for.
    private static func jsonSign(_ at: UnsafeRawPointer) -> UInt8? {
        func byte(_ offset: Int) -> UInt8 { at.load(fromByteOffset: offset, as: UInt8.self) }
        guard byte(0) == UInt8(ascii: "u"), byte(1) == UInt8(ascii: "0"), byte(2) == UInt8(ascii: "0") else { return nil }
        switch (byte(3), byte(4) | 0x20) {
        case (UInt8(ascii: "3"), UInt8(ascii: "c")): return UInt8(ascii: "<")
        case (UInt8(ascii: "3"), UInt8(ascii: "e")): return UInt8(ascii: ">")
        // 0x36 is "6"; its 0x20 bit is set already.
        case (UInt8(ascii: "2"), UInt8(ascii: "6")): return UInt8(ascii: "&")
        default: return nil
        }
    }
}

extension Pattern {
    /// Whether all pieces stand in a line's unescaped bytes, in order.
    ///
    /// Each stretch of pieces that only %d joins is searched from left to right and the first place taken, so the work is
    /// linear in the line for patterns without %d.
    func stands(in base: UnsafeRawPointer, _ count: Int) -> Bool {
        bytes.withUnsafeBytes { literal in
            guard let literals = literal.baseAddress else { return false }
            var at = 0
            var index = 0
            while index < pieces.count {
                var next = index + 1
                while next < pieces.count, pieces[next].digitsBefore { next += 1 }
                guard let end = stretch(index..<next, literals, in: base, from: at, to: count) else { return false }
                at = end
                index = next
            }
            return true
        }
    }

    /// Where the first standing of a stretch ends.
    private func stretch(
        _ range: Range<Int>, _ literals: UnsafeRawPointer, in base: UnsafeRawPointer, from: Int, to end: Int
    ) -> Int? {
        let head = pieces[range.lowerBound]
        var from = from
        search: while let place = ByteSearch.first(literals + head.start, head.count, base, from: from, to: end) {
            var at = place + head.count
            for piece in pieces[range.dropFirst()] {
                guard let after = Pattern.digits(base, from: at, to: end), after + piece.count <= end,
                    ByteSearch.stands(literals + piece.start, piece.count, at: base + after)
                else {
                    from = place + 1
                    continue search
                }
                at = after + piece.count
            }
            return at
        }
        return nil
    }

    /// Where a sign and digits end, nil where there are none.
    private static func digits(_ base: UnsafeRawPointer, from: Int, to end: Int) -> Int? {
        func byte(_ at: Int) -> UInt8 { at < end ? base.load(fromByteOffset: at, as: UInt8.self) : 0 }
        var at = from
        if byte(at) == UInt8(ascii: "-") || byte(at) == UInt8(ascii: "+") { at += 1 }
        let begun = at
        while byte(at) >= 48, byte(at) <= 57 { at += 1 }
        return at > begun ? at : nil
    }
}
