/// Refuses the TOML texts that TOMLKit does not survive or does not see whole.
///
/// toml++ 3.4 asserts that a table's header begins with a key, that a value does not begin with a bracket that ends one, and that
/// a time follows a date: it ends the program on `[[[`, on `a = [}` and on `a = 2026-11-24T!`. And it takes its text as a C string, so that nothing after a NUL is read: a file
/// full of them, as a crash can leave it, would count as empty. A text that nests tens of thousands of tables, by brackets or by a
/// key's points, overflows the stack.
enum TOMLGuard {
    /// So many tables and lists may lie in one another. Both toml++ and what walks its tables call themselves for each; containerd's
    /// own configuration has seven.
    static let deepest = 100

    static func problem(in text: String) -> TOMLTree.Problem? {
        var text = text
        return text.withUTF8 { bytes in
            var scan = Scan(bytes: bytes)
            return scan.run()
        }
    }

    /// A walk over the text that knows strings, comments and open brackets, and nothing else of TOML.
    private struct Scan {
        let bytes: UnsafeBufferPointer<UInt8>
        private var at = 0
        private var line = 1
        /// The brackets that are open in a value, each with the tables that the key before it names.
        private var open: [(bracket: UInt8, dots: Int)] = []
        /// The tables and lists that lie around what is read now: those of the header, and those of the open brackets.
        private var (headerDepth, openDepth) = (0, 0)
        /// The points of the key that is read now.
        private var dots = 0
        private var isAtLineStart = true
        private var isInHeader = false

        init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

        mutating func run() -> TOMLTree.Problem? {
            if let place = bytes.firstIndex(of: 0) {
                let line = bytes[..<place].reduce(1) { $1 == UInt8(ascii: "\n") ? $0 + 1 : $0 }
                return TOMLTree.Problem(line: line, sentence: "The file holds a NUL byte, which no TOML has.")
            }
            if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { at = 3 }
            while at < bytes.count {
                switch bytes[at] {
                case 0x80...: return problem("Only quoted texts and comments may hold other signs than ASCII's.")
                case UInt8(ascii: "\n"):
                    endLine()
                    at += 1
                case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): at += 1
                case UInt8(ascii: "#"): skip { $0 == UInt8(ascii: "\n") }
                case UInt8(ascii: "[") where isAtLineStart && open.isEmpty:
                    guard headerBegins() else { return problem("A table's header has a key after its bracket.") }
                    isAtLineStart = false
                    isInHeader = true
                    headerDepth = 0
                default:
                    isAtLineStart = false
                    if let problem = value() { return problem }
                    if headerDepth + openDepth + dots > TOMLGuard.deepest { return tooDeep }
                }
            }
            return nil
        }

        private var tooDeep: TOMLTree.Problem {
            TOMLTree.Problem(
                line: line,
                sentence:
                    "It nests more than \(TOMLGuard.deepest) tables or lists in one another, which is deeper than drydock reads.",
                isBound: true)
        }

        private mutating func endLine() {
            line += 1
            isAtLineStart = true
            if isInHeader { headerDepth = dots }
            isInHeader = false
            dots = 0
        }

        private func problem(_ sentence: String) -> TOMLTree.Problem { TOMLTree.Problem(line: line, sentence: sentence) }

        private mutating func value() -> TOMLTree.Problem? {
            let byte = bytes[at]
            switch byte {
            case UInt8(ascii: "["), UInt8(ascii: "{"):
                open.append((byte, dots + 1))
                openDepth += dots + 1
                dots = 0
            case UInt8(ascii: "]"), UInt8(ascii: "}"):
                // The opening brackets stand two places before theirs in ASCII.
                guard isInHeader || close(byte) else {
                    return problem("The bracket \(Character(UnicodeScalar(byte))) closes none that is open.")
                }
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                string(byte)
                return nil
            case UInt8(ascii: ","): dots = 0
            case UInt8(ascii: "="): break
            default: return word()
            }
            at += 1
            return nil
        }

        /// Whether the bracket closes the one that was opened last.
        private mutating func close(_ byte: UInt8) -> Bool {
            guard let last = open.popLast() else { return false }
            openDepth -= last.dots
            dots = 0
            return last.bracket == byte - 2
        }

        /// A key, a number, a flag or a date.
        private mutating func word() -> TOMLTree.Problem? {
            let start = at
            if looksDated() { return problem("Something stands after a number.") }
            skip { " \t\r\n#[]{}\"',=".utf8.contains($0) }
            dots += bytes[start..<at].count { $0 == UInt8(ascii: ".") }
            if bytes[start..<at].contains(where: { $0 >= 0x80 }) { at = bytes[start..<at].firstIndex { $0 >= 0x80 } ?? at }
            guard TOMLTime.beginsWithDate(bytes[start..<at]) else {
                let isNumber = at > start && TOMLTime.isDigit(bytes[start])
                return isNumber && runsOn() ? problem("Something stands after a number.") : nil
            }
            // A blank may stand between a date and its time.
            if at - start == TOMLTime.dateLength, at + 1 < bytes.count, bytes[at] == UInt8(ascii: " "),
                TOMLTime.isDigit(bytes[at + 1])
            {
                at += 1
                skip { " \t\r\n#[]{}\"',=".utf8.contains($0) }
            }
            return TOMLTime.isWhole(bytes[start..<at])
                ? nil : problem("A date with a time is written as in 2026-11-24T08:01:29Z.")
        }

        /// Whether toml++ would take what stands here for a date, and the blank after it for the one before a time: it looks at no
        /// more than the first sign and the length.
        private func looksDated() -> Bool {
            let run = bytes[at...].prefix(TOMLTime.dateLength + 1).prefix { !" \t\r\n]},#".utf8.contains($0) }
            guard run.count == TOMLTime.dateLength, TOMLTime.isDigit(bytes[at]), run.endIndex + 1 < bytes.count else {
                return false
            }
            return bytes[run.endIndex] == UInt8(ascii: " ") && TOMLTime.isDigit(bytes[run.endIndex + 1])
                && !TOMLTime.beginsWithDate(run)
        }

        /// Whether a quote follows at once, where no dotted key goes on, or a digit after blanks.
        private func runsOn() -> Bool {
            if at < bytes.count, "\"'".utf8.contains(bytes[at]) { return bytes[at - 1] != UInt8(ascii: ".") }
            guard let next = bytes[at...].firstIndex(where: { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }) else {
                return false
            }
            return next > at && TOMLTime.isDigit(bytes[next])
        }

        /// Passes `[` or `[[` and blanks; whether a key, an empty header (which toml++ refuses) or the text's end follows.
        private mutating func headerBegins() -> Bool {
            at += 1
            skip { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }
            if at < bytes.count, bytes[at] == UInt8(ascii: "[") {
                at += 1
                skip { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }
            }
            guard at < bytes.count else { return true }
            switch bytes[at] {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                return true
            case let byte: return "-_\"']".utf8.contains(byte)
            }
        }

        private mutating func string(_ mark: UInt8) {
            let isLong = at + 2 < bytes.count && bytes[at + 1] == mark && bytes[at + 2] == mark
            at += isLong ? 3 : 1
            while at < bytes.count {
                let byte = bytes[at]
                if byte == UInt8(ascii: "\n") {
                    // A short string ends with its line: toml++ says what is wrong with it.
                    guard isLong else { return }
                    line += 1
                }
                if byte == UInt8(ascii: "\\"), mark == UInt8(ascii: "\"") {
                    at += 1
                    // The line after an escaped break counts too.
                    if at < bytes.count, bytes[at] == UInt8(ascii: "\n") { continue }
                } else if byte == mark {
                    if !isLong {
                        at += 1
                        return
                    }
                    if at + 2 < bytes.count, bytes[at + 1] == mark, bytes[at + 2] == mark {
                        at += 3
                        // Up to two more marks belong to the text before the closing three.
                        while at < bytes.count, bytes[at] == mark { at += 1 }
                        return
                    }
                }
                at += 1
            }
        }

        /// Passes bytes up to one that is wanted.
        private mutating func skip(until isWanted: (UInt8) -> Bool) {
            while at < bytes.count, !isWanted(bytes[at]) { at += 1 }
        }
    }
}

/// The form of TOML's dates with and without times (TOML 1.0, "Offset Date-Time").
private enum TOMLTime {
    static let dateLength = 10

    static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

    /// Whether the first bytes are `dddd-dd-dd`.
    static func beginsWithDate(_ word: Slice<UnsafeBufferPointer<UInt8>>) -> Bool { form("0000-00-00", word.prefix(dateLength)) }

    /// Whether a word that begins with a date is one, or a date with a time.
    static func isWhole(_ word: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        var rest = word.dropFirst(dateLength)
        guard let sign = rest.first else { return true }
        guard "Tt ".utf8.contains(sign), form("00:00:00", rest.dropFirst().prefix(8)) else { return false }
        rest = rest.dropFirst(9)
        if rest.first == UInt8(ascii: ".") {
            let digits = rest.dropFirst().prefix(while: isDigit)
            guard !digits.isEmpty else { return false }
            rest = rest.dropFirst(1 + digits.count)
        }
        guard let zone = rest.first else { return true }
        if "Zz".utf8.contains(zone) { return rest.count == 1 }
        return "+-".utf8.contains(zone) && form("00:00", rest.dropFirst())
    }

    /// Whether the bytes are as the form says, in which 0 is any digit.
    private static func form(_ form: StaticString, _ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        guard bytes.count == form.utf8CodeUnitCount else { return false }
        return zip(bytes, UnsafeBufferPointer(start: form.utf8Start, count: form.utf8CodeUnitCount)).allSatisfy { byte, wanted in
            wanted == UInt8(ascii: "0") ? isDigit(byte) : byte == wanted
        }
    }
}
