/// A file's bytes, known to be UTF-8 without NUL, and the place up to which they are read.
struct TOMLCursor {
    let bytes: [UInt8]
    let file: String
    let dialect: TOMLDocument.Dialect
    let limits: TOMLDocument.Limits
    private(set) var at: Int
    private(set) var line = 1

    init(
        _ bytes: [UInt8], file: String, dialect: TOMLDocument.Dialect, limits: TOMLDocument.Limits
    ) throws(TOMLError) {
        self.bytes = bytes
        self.file = file
        self.dialect = dialect
        self.limits = limits
        at = Self.textStart(of: bytes)
        guard bytes.count <= limits.bytes else {
            throw error(
                .beyond, at: 0,
                "The file has \(bytes.count) bytes; drydock reads TOML files of at most \(limits.bytes) bytes.")
        }
        if let nul = bytes.firstIndex(of: 0) {
            throw error(
                .notText, at: nul, "A NUL byte stands here: the file is binary or UTF-16, and TOML is expected to be UTF-8 text.")
        }
        if let broken = Self.firstInvalid(bytes) {
            throw error(.notText, at: broken, "A byte here is not UTF-8: TOML is expected to be UTF-8 text.")
        }
    }

    /// The bytes of a byte order mark, which the text follows.
    static func textStart(of bytes: [UInt8]) -> Int { bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0 }

    private static func firstInvalid(_ bytes: [UInt8]) -> Int? {
        do throws(UTF8.ValidationError) {
            _ = try UTF8Span(validating: bytes.span)
            return nil
        } catch {
            return error.byteOffsets.lowerBound
        }
    }

    // MARK: Where it stands

    /// The next byte; nil at the end of the file.
    var next: UInt8? { at < bytes.count ? bytes[at] : nil }

    var mark: TOMLMark { TOMLMark(offset: at, line: line) }

    func byte(after count: Int) -> UInt8? { at + count < bytes.count ? bytes[at + count] : nil }

    func stands(_ sign: Unicode.Scalar) -> Bool { next == UInt8(ascii: sign) }

    /// Whether the line or the file ends here.
    var isAtLineEnd: Bool {
        switch next {
        case nil, 10: true
        case 13: byte(after: 1) == 10
        default: false
        }
    }

    // MARK: On

    /// Passes bytes, none of which ends a line.
    mutating func pass(_ count: Int = 1) { at = min(at + count, bytes.count) }

    /// Passes bytes as long as a condition holds, which no line end may meet.
    mutating func pass(while isWanted: (UInt8) -> Bool) { while at < bytes.count, isWanted(bytes[at]) { at += 1 } }

    mutating func pass(_ sign: Unicode.Scalar) -> Bool {
        guard stands(sign) else { return false }
        at += 1
        return true
    }

    mutating func passBlanks() { pass { $0 == 32 || $0 == 9 } }

    /// Passes a line end, and says whether there was one; the end of the file is none.
    mutating func passLineEnd() -> Bool {
        guard isAtLineEnd, let byte = next else { return false }
        at += byte == 13 ? 2 : 1
        line += 1
        return true
    }

    /// Passes a comment up to its line's end.
    mutating func passComment() throws(TOMLError) {
        guard stands("#") else { return }
        pass { !Self.isControl($0) }
        guard isAtLineEnd else { throw controlCharacter }
    }

    /// Passes blanks, comments and lines, as they may stand in a list.
    mutating func passSpace() throws(TOMLError) {
        repeat {
            passBlanks()
            try passComment()
        } while passLineEnd()
    }

    // MARK: Errors

    static func isControl(_ byte: UInt8) -> Bool { byte < 32 && byte != 9 || byte == 127 }

    var controlCharacter: TOMLError {
        error(.syntax, "A control character stands here: TOML allows only tab and line ends, others as escapes in double quotes.")
    }

    /// What stands here, as the end of a sentence: `but the line ends.`
    var butHere: String {
        switch next {
        case nil: return "but the file ends."
        case _ where isAtLineEnd: return "but the line ends."
        default:
            let end = bytes[(at + 1)...].firstIndex { $0 & 0xC0 != 0x80 } ?? bytes.count
            let signs = String(decoding: bytes[at..<end], as: UTF8.self)
            guard let sign = signs.first, sign.isLetter || sign.isNumber || sign.isPunctuation || sign.isSymbol else {
                return "but a character that cannot be seen stands here."
            }
            return "but \(sign) stands here."
        }
    }

    /// An error here, or at a byte of the file.
    func error(_ kind: TOMLError.Kind, at offset: Int? = nil, first: TOMLMark? = nil, _ sentence: String) -> TOMLError {
        var line = 1
        var column = 1
        let start = Self.textStart(of: bytes)
        for byte in bytes[start..<max(start, min(offset ?? at, bytes.count))] {
            if byte == 10 {
                line += 1
                column = 1
            } else if byte & 0xC0 != 0x80 {
                column += 1
            }
        }
        return TOMLError(file: file, line: line, column: column, otherLine: first?.line, kind: kind, sentence: sentence)
    }

    var tooDeep: TOMLError {
        error(.beyond, "It nests more than \(limits.depth) tables or lists in one another, which is deeper than drydock reads.")
    }
}
