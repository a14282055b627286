import FoundationEssentials

/// JSON from outside: files, captures and answers that anybody may have written.
public enum BoundedJSON {
    /// Values within values that are read; real documents have a dozen.
    ///
    /// Foundation's reader (Swift 6.3) traps, and ends the program, on a text that opens its 513th bracket.
    public static let depth = 128

    /// Why a text is not read.
    public struct TooDeep: Error, CustomStringConvertible {
        public var description: String { "more than \(BoundedJSON.depth) values lie within each other" }
    }

    /// Decodes a document. Throws `TooDeep`, and what Foundation's decoder throws.
    public static func decode<Value: Decodable>(_ type: Value.Type, from bytes: some Collection<UInt8>) throws -> Value {
        guard isShallow(bytes) else { throw TooDeep() }
        return try JSONDecoder().decode(type, from: Data(bytes))
    }

    /// Whether brackets outside of strings stay within the depth.
    private static func isShallow(_ bytes: some Collection<UInt8>) -> Bool {
        var (open, isString, isEscaped) = (0, false, false)
        for byte in bytes {
            if isString {
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    isString = false
                }
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): isString = true
            case UInt8(ascii: "["), UInt8(ascii: "{"):
                open += 1
                if open > depth { return false }
            case UInt8(ascii: "]"), UInt8(ascii: "}"): open -= 1
            default: break
            }
        }
        return true
    }
}
