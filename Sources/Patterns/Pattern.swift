/// A message as its program's source writes it: a Go format string, matched against log lines.
///
/// `failed to load kubelet config file, path: %s, error: %w` matches every line that holds its literal pieces in order. A
/// `%d` without a width stands for a sign and digits, every other verb for anything, also for nothing; `%%` is a percent
/// sign; a line end in the pattern is a gap. Letter case counts. Blanks at both ends and backslashes don't, and a line's
/// escapes (`\"`, `\u003c`) equal what they stand for, because klog, logfmt and JSON logs quote messages.
public struct Pattern: Sendable, Hashable {
    /// A literal piece, and what may stand between it and the piece before.
    struct Piece: Sendable, Hashable {
        var start: Int
        var count: Int
        /// The gap before holds a sign and digits only; otherwise anything.
        var digitsBefore: Bool
    }

    /// The shortest required literal, in bytes.
    public static let shortestLiteral = 8

    /// The pattern as it was given.
    public let source: String
    /// The bytes that every matching line holds, without anything that a log may escape.
    public let required: [UInt8]
    /// All literal pieces' bytes, one after the other.
    let bytes: [UInt8]
    let pieces: [Piece]

    /// Reads a format string.
    ///
    /// - Throws: `PatternError` where no literal piece has 8 bytes or more between verbs, quotes, backslashes, `<`, `>`, `&`.
    public init(_ source: String) throws(PatternError) {
        var reader = FormatReader(source)
        reader.read()
        self.source = source
        bytes = reader.bytes
        pieces = reader.pieces
        guard let required = LiteralChoice.required(bytes, pieces) else {
            throw PatternError(
                pattern: source,
                sentence:
                    "The pattern \"\(source)\" has no literal text of \(Pattern.shortestLiteral) bytes or more between its verbs"
                    + " and quotes; write more of the message, so that it can be found in a large log.")
        }
        self.required = required
    }

    /// Whether finding the required literal is already a match.
    var isRequiredOnly: Bool { pieces.count == 1 && bytes.count == required.count }
}

/// Why a pattern cannot be used, as a sentence.
public struct PatternError: Error, Sendable, Hashable, CustomStringConvertible {
    public var pattern: String
    public var sentence: String

    public var description: String { sentence }
}

/// Splits a Go format string at its verbs (package fmt, Go 1.26: flags, width, precision, argument index, verb).
private struct FormatReader {
    private let source: [UInt8]
    private var at = 0
    private(set) var bytes: [UInt8] = []
    private(set) var pieces: [Pattern.Piece] = []
    private var begun = 0
    private var digitsBefore = false

    init(_ source: String) {
        // Escapes are undone in the pattern as in each line; a quote stays, for klog writes it escaped and others don't.
        let trimmed = source.utf8.drop { FormatReader.isBlank($0) }
        var bytes = Array(trimmed)
        while let last = bytes.last, FormatReader.isBlank(last) { bytes.removeLast() }
        self.source = bytes
    }

    mutating func read() {
        while at < source.count {
            switch source[at] {
            case UInt8(ascii: "%"): verb()
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
                endPiece(digitsNext: false)
                at += 1
            case UInt8(ascii: "\\"): at += 1
            case let byte:
                bytes.append(byte)
                at += 1
            }
        }
        endPiece(digitsNext: false)
        // A digit that follows %d would make the gap ambiguous: it then takes anything.
        for index in pieces.indices where pieces[index].digitsBefore {
            let first = bytes[pieces[index].start]
            if index == 0 || FormatReader.isDigit(first) { pieces[index].digitsBefore = false }
        }
    }

    private mutating func verb() {
        var end = at + 1
        func peek() -> UInt8? { end < source.count ? source[end] : nil }
        if peek() == UInt8(ascii: "%") {
            bytes.append(UInt8(ascii: "%"))
            at = end + 1
            return
        }
        while let byte = peek(), "+-# 0".utf8.contains(byte) { end += 1 }
        var isPlain = end == at + 1
        func index() {
            guard peek() == UInt8(ascii: "[") else { return }
            var close = end + 1
            while close < source.count, FormatReader.isDigit(source[close]) { close += 1 }
            if close > end + 1, close < source.count, source[close] == UInt8(ascii: "]") { end = close + 1 }
        }
        index()
        while let byte = peek(), FormatReader.isDigit(byte) || byte == UInt8(ascii: "*") || byte == UInt8(ascii: ".") {
            end += 1
            isPlain = false
        }
        index()
        guard let byte = peek(), "vTtbcdoOqxXUeEfFgGspw".utf8.contains(byte) else {
            bytes.append(UInt8(ascii: "%"))
            at += 1
            return
        }
        endPiece(digitsNext: isPlain && byte == UInt8(ascii: "d"))
        at = end + 1
    }

    private mutating func endPiece(digitsNext: Bool) {
        if bytes.count > begun {
            pieces.append(Pattern.Piece(start: begun, count: bytes.count - begun, digitsBefore: digitsBefore))
            begun = bytes.count
            digitsBefore = digitsNext
        } else {
            // Two verbs beside each other: only digits and digits make digits.
            digitsBefore = digitsBefore && digitsNext
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }
    private static func isBlank(_ byte: UInt8) -> Bool { byte == 32 || (byte >= 9 && byte <= 13) }
}
