/// Reads what `PackedWriter` wrote, where it lies.
public struct PackedReader {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var at = 0

    /// The bytes must stay where they are as long as the reader is used.
    public init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    /// Whether everything was read.
    public var isAtEnd: Bool { at == bytes.count }

    mutating func number() throws(PackedError) -> Int {
        var value: UInt = 0
        var shift = 0
        while at < bytes.count, shift < UInt.bitWidth {
            let byte = bytes[at]
            at += 1
            guard byte >= 0x30, byte < 0x70 else { throw PackedError() }
            value |= UInt((byte - 0x30) & 31) << UInt(shift)
            if byte < 0x50 { return Int(bitPattern: value >> 1) ^ -Int(bitPattern: value & 1) }
            shift += 5
        }
        throw PackedError()
    }

    /// A number of things that follow, each at least a byte long.
    mutating func count() throws(PackedError) -> Int {
        let count = try number()
        guard count >= 0, count <= bytes.count - at else { throw PackedError() }
        return count
    }

    mutating func text() throws(PackedError) -> String {
        let count = try count()
        defer { at += count }
        return String(decoding: UnsafeBufferPointer(rebasing: bytes[at..<at + count]), as: UTF8.self)
    }
}
