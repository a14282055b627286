/// Unpacks a stream of .gz or .xz piece by piece; what is neither passes through.
public final class Unpacking {
    private let decompressor = Decompressor()

    public init() {}

    /// What the next bytes unpack to, in pieces.
    public func take(_ bytes: [UInt8]) throws(ArchiveError) -> [[UInt8]] {
        var pieces: [[UInt8]] = []
        try decompressor.take(bytes) { (piece) throws(ArchiveError) in
            pieces.append([UInt8](piece))
            return true
        }
        return pieces
    }

    /// What is left when no more bytes come; throws where the packed stream is not whole.
    public func finish() throws(ArchiveError) -> [[UInt8]] {
        var pieces: [[UInt8]] = []
        try decompressor.finish { (piece) throws(ArchiveError) in
            pieces.append([UInt8](piece))
            return true
        }
        return pieces
    }
}
