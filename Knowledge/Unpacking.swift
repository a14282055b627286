import CArchive
import FoundationEssentials

/// Unpacks a part of the compiled knowledge: base64 of a zlib stream, with the length of what comes out before it.
enum Unpacking {
    /// The JSON in `length:base64`; nil where it is not what the compiler wrote.
    static func json(_ packed: StaticString) -> Data? {
        packed.withUTF8Buffer { bytes in
            guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")),
                let length = Int(String(decoding: bytes[..<colon], as: UTF8.self)),
                let stream = Data(base64Encoded: Data(bytes[(colon + 1)...]))
            else { return nil }
            var out = [UInt8](repeating: 0, count: length)
            var count = uLongf(length)
            let status = stream.withUnsafeBytes { input in
                uncompress(&out, &count, input.bindMemory(to: UInt8.self).baseAddress, uLong(input.count))
            }
            return status == Z_OK && count == uLongf(length) ? Data(out) : nil
        }
    }
}
