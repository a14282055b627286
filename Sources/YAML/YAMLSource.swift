import CYAML

/// A file's bytes, known to be UTF-8 without NUL, and the way from libyaml's marks to places in them.
///
/// libyaml counts characters; a cursor walks beside it. Marks come nearly in order, so the walks are short.
struct YAMLSource {
    let bytes: [UInt8]
    let file: String
    /// The bytes before the text: a byte order mark.
    let skipped: Int
    private let isASCII: Bool
    private var cursor = (index: 0, offset: 0)

    init(_ bytes: [UInt8], file: String, limits: YAMLDocument.Limits) throws(YAMLError) {
        self.bytes = bytes
        self.file = file
        guard bytes.count <= limits.bytes else {
            throw YAMLError(
                file: file, line: 1, column: 1,
                sentence: "The file has \(bytes.count) bytes; YAML files of at most \(limits.bytes) bytes are read.")
        }
        skipped = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        isASCII = !bytes.contains { $0 >= 0x80 }
        cursor.offset = skipped
        if let nul = bytes.firstIndex(of: 0) {
            throw error(at: nul, "A NUL byte stands here: the file is binary or UTF-16, and YAML is expected to be UTF-8 text.")
        }
        if !isASCII, let broken = YAMLSource.firstInvalid(bytes) {
            throw error(at: broken, "The byte 0x\(hex(bytes[broken])) here is no UTF-8: YAML is expected to be UTF-8 text.")
        }
        try refuseManyDirectives()
    }

    private static func firstInvalid(_ bytes: [UInt8]) -> Int? {
        do throws(UTF8.ValidationError) {
            _ = try UTF8Span(validating: bytes.span)
            return nil
        } catch {
            return error.byteOffsets.lowerBound
        }
    }

    /// libyaml compares each %TAG line with all before it: a file of them alone would take hours.
    private func refuseManyDirectives() throws(YAMLError) {
        var count = 0
        var at = 0
        while at < bytes.count {
            if bytes[at] == UInt8(ascii: "%"), at == skipped || bytes[at - 1] == 10 || bytes[at - 1] == 13 {
                count += 1
                if count > 1000 {
                    throw error(
                        at: at, "More than 1000 lines begin with %: YAML directives are expected at the top only, if at all.")
                }
            }
            at += 1
        }
    }

    /// The byte offset of a libyaml character index.
    private mutating func offset(of index: Int) -> Int {
        if isASCII { return min(index + skipped, bytes.count) }
        var (at, offset) = cursor
        while at < index, offset < bytes.count {
            offset += 1
            while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
            at += 1
        }
        while at > index, offset > skipped {
            offset -= 1
            while offset > skipped, bytes[offset] & 0xC0 == 0x80 { offset -= 1 }
            at -= 1
        }
        cursor = (at, offset)
        return offset
    }

    mutating func mark(_ mark: dd_yaml_mark) -> YAMLMark {
        YAMLMark(offset: offset(of: Int(mark.index)), line: Int(mark.line) + 1, column: Int(mark.column) + 1)
    }

    /// An error at a byte of the file.
    func error(at offset: Int, _ sentence: String) -> YAMLError {
        var line = 1
        var column = 1
        for byte in bytes[skipped..<max(skipped, min(offset, bytes.count))] {
            if byte == 10 {
                line += 1
                column = 1
            } else if byte & 0xC0 != 0x80 {
                column += 1
            }
        }
        return YAMLError(file: file, line: line, column: column, sentence: sentence)
    }

    /// The column (from 1) of a tab among the blanks that begin a line, nil where there is none; a list's `-` counts as blank.
    func tabInIndentation(line: Int) -> Int? {
        var at = skipped
        var left = line - 1
        while left > 0, at < bytes.count {
            if bytes[at] == 10 { left -= 1 }
            at += 1
        }
        var column = 1
        while at < bytes.count, bytes[at] == 9 || bytes[at] == 32 || bytes[at] == UInt8(ascii: "-") {
            if bytes[at] == 9 { return column }
            at += 1
            column += 1
        }
        return nil
    }
}

func hex(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return digits.utf8.count < 2 ? "0" + digits : digits
}
