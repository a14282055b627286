/// One block of a PEM file (RFC 7468), as loosely as OpenSSL and Go read it: text around blocks is skipped.
public struct PEMBlock: Sendable, Equatable {
    /// What stands after BEGIN: `CERTIFICATE`, `RSA PRIVATE KEY`.
    public var label: String
    /// The lines between BEGIN and END.
    public var body: [UInt8]
    /// The line of its BEGIN, counted from 1.
    public var line: Int
    /// The block's place in the text, from BEGIN to the end of the END line without its newline.
    public var range: Range<Int>

    /// The bytes that the body encodes; nil where it is not base64 or has headers (an encrypted key).
    public var der: [UInt8]? { Base64Text.decode(body) }

    /// All whole blocks of a text, in order. A block without its END is none.
    public static func all(in text: [UInt8]) -> [PEMBlock] {
        var blocks: [PEMBlock] = []
        var open: (label: [UInt8], start: Int, body: Int, line: Int)?
        var start = 0
        var line = 1
        while start < text.count {
            let end = text[start...].firstIndex(of: 10) ?? text.count
            let words = trimmed(text[start..<end])
            if let label = label(words, after: "-----BEGIN ") {
                open = (label, start, min(end + 1, text.count), line)
            } else if let label = label(words, after: "-----END "), let begun = open {
                if label == begun.label {
                    blocks.append(
                        PEMBlock(
                            label: String(decoding: label, as: UTF8.self), body: Array(text[begun.body..<start]),
                            line: begun.line,
                            range: begun.start..<end))
                }
                open = nil
            }
            start = end + 1
            line += 1
        }
        return blocks
    }

    private static func trimmed(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var line = line
        while let last = line.last, last == 13 || last == 32 || last == 9 { line.removeLast() }
        while let first = line.first, first == 32 || first == 9 { line.removeFirst() }
        return line
    }

    private static func label(_ line: ArraySlice<UInt8>, after word: StaticString) -> [UInt8]? {
        let prefix = word.withUTF8Buffer { Array($0) }
        guard line.count > prefix.count + 5, line.starts(with: prefix), line.suffix(5).allSatisfy({ $0 == 45 }) else {
            return nil
        }
        return Array(line.dropFirst(prefix.count).dropLast(5))
    }
}

/// Base64 as PEM files and kubeconfigs hold it, on one line or many.
public enum Base64Text {
    /// The bytes that a text encodes; white space is skipped. Nil where another character stands in it.
    public static func decode(_ text: some Sequence<UInt8>) -> [UInt8]? { Base64.decode(text, skipsBlanks: true) }

    /// The bytes as base64 on one line.
    public static func encode(_ bytes: [UInt8]) -> [UInt8] { Base64.encode(bytes) }
}
