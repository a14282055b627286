import CArchive
import FoundationEssentials

/// Packed knowledge as it stands in the program: its length, a blank, and its deflated bytes in base64, because a string literal
/// holds nothing but text. A third of what it was; the whole is back in some six milliseconds, and each part only when it is asked for.
public enum DeflatedText {
    /// The text that stands for the bytes.
    public static func text(for bytes: [UInt8]) -> String {
        var room = compressBound(UInt(bytes.count))
        let packed = [UInt8](unsafeUninitializedCapacity: Int(room)) { buffer, count in
            // Fails only where the room is less than `compressBound` asks for, or memory is out.
            precondition(compress2(buffer.baseAddress, &room, bytes, UInt(bytes.count), Z_BEST_COMPRESSION) == Z_OK)
            count = Int(room)
        }
        return "\(bytes.count) \(Data(packed).base64EncodedString())"
    }

    /// The bytes that a text stands for; nil where it is not what `text(for:)` wrote.
    public static func bytes(of text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        guard let blank = text.firstIndex(of: 0x20),
            let count = Int(String(decoding: text[..<blank], as: UTF8.self)), count >= 0,
            let packed = Data(base64Encoded: Data(text[(blank + 1)...]))
        else { return nil }
        var length = UInt(count)
        var isWhole = false
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            let result = packed.withUnsafeBytes {
                uncompress(buffer.baseAddress, &length, $0.bindMemory(to: UInt8.self).baseAddress, UInt($0.count))
            }
            isWhole = result == Z_OK && length == UInt(count)
            filled = isWhole ? count : 0
        }
        return isWhole ? bytes : nil
    }
}
