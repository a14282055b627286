/// Bytes of a log are handed on in pieces that are not too long to be kept.
enum Pieces {
    /// The most bytes handed over at once.
    static let longest = 256 << 10

    /// Hands on bytes piece by piece.
    static func each(of bytes: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) -> Void) {
        var start = 0
        while start < bytes.count {
            let end = min(bytes.count, start + longest)
            body(UnsafeRawBufferPointer(rebasing: bytes[start..<end]))
            start = end
        }
    }
}
