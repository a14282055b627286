/// Refuses the TOML texts that TOMLKit does not survive or does not see whole.
///
/// toml++ 3.4 asserts that a table's header begins with a key and that a value does not begin with a bracket that ends one: it
/// ends the program on `[[[` and on `a = [}`. And it takes its text as a C string, so that nothing after a NUL is read: a file
/// full of them, as a crash can leave it, would count as empty.
enum TOMLGuard {
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
        /// The brackets that are open in a value.
        private var open: [UInt8] = []
        private var isAtLineStart = true
        private var isInHeader = false

        init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

        mutating func run() -> TOMLTree.Problem? {
            if let place = bytes.firstIndex(of: 0) {
                let line = bytes[..<place].reduce(1) { $1 == UInt8(ascii: "\n") ? $0 + 1 : $0 }
                return TOMLTree.Problem(line: line, sentence: "The file holds a NUL byte, which no TOML has.")
            }
            while at < bytes.count {
                switch bytes[at] {
                case UInt8(ascii: "\n"):
                    line += 1
                    isAtLineStart = true
                    isInHeader = false
                    at += 1
                case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): at += 1
                case UInt8(ascii: "#"): skip { $0 == UInt8(ascii: "\n") }
                case UInt8(ascii: "[") where isAtLineStart && open.isEmpty:
                    guard headerBegins() else { return problem("A table's header has a key after its bracket.") }
                    isAtLineStart = false
                    isInHeader = true
                default:
                    isAtLineStart = false
                    if let problem = value() { return problem }
                }
            }
            return nil
        }

        private func problem(_ sentence: String) -> TOMLTree.Problem { TOMLTree.Problem(line: line, sentence: sentence) }

        private mutating func value() -> TOMLTree.Problem? {
            let byte = bytes[at]
            switch byte {
            case UInt8(ascii: "["), UInt8(ascii: "{"): open.append(byte)
            case UInt8(ascii: "]"), UInt8(ascii: "}"):
                // The opening brackets stand two places before theirs in ASCII.
                guard isInHeader || open.popLast() == byte - 2 else {
                    return problem("The bracket \(Character(UnicodeScalar(byte))) closes none that is open.")
                }
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                string(byte)
                return nil
            default: break
            }
            at += 1
            return nil
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
