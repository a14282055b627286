/// What a person pasted, made fit for comparing: colours, log prefixes and mail quotes gone, wrapped lines joined.
public struct PastedText: Sendable {
    /// One message of the text: a line, with the lines it was wrapped over.
    public struct Record: Sendable, Hashable {
        /// The message in one line: escapes undone, blanks collapsed.
        public var text: [UInt8]
        /// Where each of its lines begins in `text`, with the line's number in the pasted text, counted from 1.
        public var starts: [Start]

        /// The number of the line that a place of `text` came from.
        public func line(at offset: Int) -> Int { starts.last { $0.offset <= offset }?.line ?? starts.first?.line ?? 1 }
    }

    /// Where a line of the pasted text begins in a record.
    public struct Start: Sendable, Hashable {
        public var offset: Int
        public var line: Int
    }

    /// How much of a text is read, in bytes: a log of more goes through a `LogScanner`.
    public static let longest = 1 << 20

    public let records: [Record]

    /// Reads a pasted text.
    public init(_ text: String) {
        var records: [Record] = []
        var isOpen = false
        var number = 0
        for raw in text.utf8.prefix(PastedText.longest).split(separator: 10, omittingEmptySubsequences: false) {
            number += 1
            let (line, beginsRecord) = PastedText.message(Array(raw))
            if line.isEmpty {
                isOpen = false
                continue
            }
            if isOpen, !beginsRecord, let last = records.indices.last {
                records[last].text.append(32)
                records[last].starts.append(Start(offset: records[last].text.count, line: number))
                records[last].text += line
            } else {
                records.append(Record(text: line, starts: [Start(offset: 0, line: number)]))
                isOpen = true
            }
        }
        self.records = records
    }

    /// A line's message; whether a new message begins with it, as a time or a tag such as `[preflight]` shows.
    static func message(_ raw: [UInt8]) -> (text: [UInt8], beginsRecord: Bool) {
        var line = unquoted(withoutColours(raw))
        // Only the place of the message counts here, so any reference will do.
        let reader = LogTimeReader(reference: 0, boot: 0)
        var beginsRecord = false
        // A container's log holds klog's lines, and journald's hold logfmt: up to three prefixes.
        for _ in 0..<3 {
            guard let time = reader.read(line), time.message > 0 else { break }
            line.removeFirst(time.message)
            beginsRecord = true
        }
        if line.first == UInt8(ascii: "["), line.contains(UInt8(ascii: "]")) { beginsRecord = true }
        return (collapsed(line), beginsRecord)
    }

    /// The line without terminal escapes and carriage returns.
    static func withoutColours(_ line: [UInt8]) -> [UInt8] {
        guard line.contains(where: { $0 == 0x1B || $0 == 13 }) else { return line }
        var out: [UInt8] = []
        var at = 0
        while at < line.count {
            if line[at] == 13 {
                at += 1
            } else if line[at] != 0x1B {
                out.append(line[at])
                at += 1
            } else {
                at = endOfEscape(line, at)
            }
        }
        return out
    }

    /// Where an escape ends: CSI with its final byte, OSC with BEL or ST, others after one byte (ECMA-48).
    private static func endOfEscape(_ line: [UInt8], _ escape: Int) -> Int {
        var at = escape + 2
        guard escape + 1 < line.count else { return line.count }
        switch line[escape + 1] {
        case UInt8(ascii: "["):
            while at < line.count, !(0x40...0x7E).contains(line[at]) { at += 1 }
            return min(at + 1, line.count)
        case UInt8(ascii: "]"):
            while at < line.count, line[at] != 7, line[at] != 0x1B { at += 1 }
            if at < line.count, line[at] == 0x1B { at += 1 }
            return min(at + 1, line.count)
        case UInt8(ascii: "("), UInt8(ascii: ")"): return min(at + 1, line.count)
        default: return at
        }
    }

    /// The line without a mail's `> ` and without blanks before and after; a code fence becomes an empty line.
    private static func unquoted(_ line: [UInt8]) -> [UInt8] {
        var rest = line[...]
        while let first = rest.first, first == 32 || first == 9 || first == UInt8(ascii: ">") { rest = rest.dropFirst() }
        while let last = rest.last, last == 32 || last == 9 { rest = rest.dropLast() }
        if rest.starts(with: "```".utf8) { return [] }
        return Array(rest)
    }

    /// Escapes undone (`\n` and `\t` are blanks) and each run of blanks made one.
    static func collapsed(_ line: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(line.count)
        var at = 0
        while at < line.count {
            var byte = line[at]
            if let sign = Squeezed.jsonSign(line, at) {
                out.append(sign)
                at += 6
                continue
            }
            at += 1
            if byte == UInt8(ascii: "\\") {
                guard at < line.count, [UInt8(ascii: "n"), UInt8(ascii: "t"), UInt8(ascii: "r")].contains(line[at]) else {
                    continue
                }
                at += 1
                byte = 32
            }
            if byte == 9 || byte == 11 || byte == 12 { byte = 32 }
            if byte == 32, out.last == 32 || out.isEmpty { continue }
            out.append(byte)
        }
        if out.last == 32 { out.removeLast() }
        return out
    }
}
