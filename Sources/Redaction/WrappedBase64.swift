/// Text in base64 over several lines of equal width, as base64(1) and MIME write it: a secret may lie over the end of a line.
enum WrappedBase64 {
    /// Lines shorter than this are words.
    private static let shortest = 40
    private static let longest = 1 << 20

    /// A text in which each such block that stands for text with secrets is the same without them, in as many lines.
    ///
    /// - Parameter scrub: takes the secrets out of a text.
    static func clean(_ bytes: [UInt8], scrub: ([UInt8]) -> [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        var written = 0
        var start = 0
        while start < bytes.count {
            guard let block = block(in: bytes, from: start) else {
                start = (bytes[start...].firstIndex(of: 10) ?? bytes.count) + 1
                continue
            }
            start = block.end
            guard let text = EncodedText.text(block.run[...]) else { continue }
            let clean = scrub(text)
            guard clean != text else { continue }
            out += bytes[written..<block.start]
            out += wrapped(Base64.encode(clean), like: block)
            written = block.end
        }
        return written == 0 ? bytes : out + bytes[written...]
    }

    private struct Block {
        /// From the first line's first byte to the last line's end, without its newline.
        var start, end: Int
        var indent: ArraySlice<UInt8>
        var width, lines: Int
        var run: [UInt8]
    }

    /// The block that begins with a line: at least two lines, all of one width but the last.
    private static func block(in bytes: [UInt8], from start: Int) -> Block? {
        let first = bytes.end(from: start) { $0 == 32 || $0 == 9 }
        let width = bytes.end(from: first, while: \.isBase64) - first
        guard width >= shortest, first + width < bytes.count, bytes[first + width] == 10 else { return nil }
        let indent = bytes[start..<first]
        var block = Block(
            start: start, end: first + width, indent: indent, width: width, lines: 1, run: Array(bytes[first..<(first + width)]))
        while block.end < bytes.count, block.run.count < longest {
            let line = block.end + 1
            guard line + indent.count < bytes.count, bytes[line...].starts(with: indent) else { break }
            let begin = line + indent.count
            let end = bytes.end(from: begin) { $0.isBase64 || $0 == UInt8(ascii: "=") }
            let isWhole = end - begin == width
            guard end > begin, end - begin <= width, end == bytes.count || bytes[end] == 10 else { break }
            block.run += bytes[begin..<end]
            block.end = end
            block.lines += 1
            if !isWhole || bytes[end - 1] == UInt8(ascii: "=") { break }
        }
        return block.lines > 1 ? block : nil
    }

    /// As many lines as the block had; what does not fit stands on the last.
    private static func wrapped(_ run: [UInt8], like block: Block) -> [UInt8] {
        var out: [UInt8] = []
        var rest = run[...]
        for line in 0..<block.lines {
            let part = line == block.lines - 1 ? rest : rest.prefix(block.width)
            rest = rest.dropFirst(part.count)
            if !part.isEmpty { out += block.indent + part }
            if line < block.lines - 1 { out.append(10) }
        }
        return out
    }
}
