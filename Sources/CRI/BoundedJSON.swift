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

    /// A comma before a closing bracket, which Foundation's reader takes and Go's refuses.
    package struct StrayComma: Error {
        /// Counted from 1.
        package var line: Int
    }

    /// Decodes a document. Throws `TooDeep`, `StrayComma`, and what Foundation's decoder throws.
    public static func decode<Value: Decodable>(_ type: Value.Type, from bytes: some Collection<UInt8>) throws -> Value {
        try check(bytes)
        return try JSONDecoder().decode(type, from: Data(bytes))
    }

    /// Whether brackets outside of strings stay within the depth, and no comma stands before a closing one.
    private static func check(_ bytes: some Collection<UInt8>) throws {
        var (open, isString, isEscaped, line) = (0, false, false, 1)
        var last: UInt8 = 0
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
            if byte == 10 { line += 1 }
            if byte <= 32 { continue }
            defer { last = byte }
            switch byte {
            case UInt8(ascii: "\""): isString = true
            case UInt8(ascii: "["), UInt8(ascii: "{"):
                open += 1
                if open > depth { throw TooDeep() }
            case UInt8(ascii: "]"), UInt8(ascii: "}"):
                if last == UInt8(ascii: ",") { throw StrayComma(line: line) }
                open -= 1
            default: break
            }
        }
    }
}
