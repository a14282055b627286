import Terminal

/// Lines of a command's output as a screen can show them.
public enum LogText {
    /// The line without escape sequences (colours, titles), and as a terminal would show its carriage returns: what follows the
    /// last one. Other control characters become U+FFFD: a line also goes to the clipboard and to plain output.
    public static func cleaned(_ line: String) -> String {
        var bytes = Array(line.utf8)
        while bytes.last == 0x0D { bytes.removeLast() }
        if let last = bytes.lastIndex(of: 0x0D) { bytes.removeSubrange(...last) }
        guard bytes.contains(where: { $0 < 0x20 || $0 == 0x7F || $0 == 0xC2 }) else {
            return String(decoding: bytes, as: UTF8.self)
        }
        var out: [UInt8] = []
        var index = 0
        while index < bytes.count {
            switch bytes[index] {
            case 0x1B: index = end(ofSequence: bytes, from: index)
            case 0x09:
                out += Array(repeating: 0x20, count: 8 - out.count % 8)
                index += 1
            case 0x00..<0x20, 0x7F:
                out += [0xEF, 0xBF, 0xBD]
                index += 1
            case 0xC2 where index + 1 < bytes.count && (0x80...0x9F).contains(bytes[index + 1]):
                out += [0xEF, 0xBF, 0xBD]
                index += 2
            default:
                out.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// The index after an escape sequence as ECMA-48 builds them.
    private static func end(ofSequence bytes: [UInt8], from start: Int) -> Int {
        guard start + 1 < bytes.count else { return bytes.count }
        var index = start + 2
        switch bytes[start + 1] {
        case UInt8(ascii: "["):
            while index < bytes.count && !(0x40...0x7E).contains(bytes[index]) { index += 1 }
            return min(index + 1, bytes.count)
        case UInt8(ascii: "]"):
            while index < bytes.count && bytes[index] != 0x07 && bytes[index] != 0x1B { index += 1 }
            if index < bytes.count && bytes[index] == 0x1B { index += 1 }
            return min(index + 1, bytes.count)
        default:
            return index
        }
    }
}
