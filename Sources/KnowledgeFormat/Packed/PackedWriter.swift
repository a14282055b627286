/// Packs values one after another: numbers in printable characters, five bits each, and texts after their length in bytes.
public struct PackedWriter {
    var bytes: [UInt8] = []

    public init() {}

    /// The packed form of a value.
    public static func bytes(_ value: some Packable) -> [UInt8] {
        var writer = PackedWriter()
        value.pack(into: &writer)
        return writer.bytes
    }

    /// A number, its lowest bits first: 0x30 to 0x4F ends it, 0x50 to 0x6F is followed by more. The lowest bit is the sign.
    mutating func write(_ number: Int) {
        var rest = UInt(bitPattern: number << 1 ^ number >> (Int.bitWidth - 1))
        while rest >= 32 {
            bytes.append(0x50 + UInt8(rest & 31))
            rest >>= 5
        }
        bytes.append(0x30 + UInt8(rest))
    }
}
