/// Numbers of base eight, as modes of files, archives and /proc write them.
package enum Octal {
    /// `0644`.
    package static func mode(_ bits: some BinaryInteger) -> String { "0" + String(bits, radix: 8) }

    /// The digits of a number, at least so many.
    package static func digits(_ number: Int, atLeast least: Int) -> String {
        let text = String(number, radix: 8)
        return String(repeating: "0", count: max(0, least - text.count)) + text
    }

    /// Reads `644` and `0644`; nil for anything but digits from 0 to 7, and for more than a number holds.
    package static func number(_ text: some StringProtocol) -> Int? {
        text.utf8.allSatisfy { (48...55).contains($0) } ? Int(text, radix: 8) : nil
    }

    /// A text in which blanks, tabs, newlines and backslashes stand as three digits, `\040`, as in fstab(5) and /proc/mounts.
    package static func unescaped(_ text: some StringProtocol) -> String {
        guard text.utf8.contains(UInt8(ascii: "\\")) else { return String(text) }
        let bytes = Array(text.utf8)
        var out: [UInt8] = []
        var at = 0
        while at < bytes.count {
            let digits = bytes[(at + 1)...].prefix(3)
            if bytes[at] == UInt8(ascii: "\\"), digits.count == 3, let code = number(String(decoding: digits, as: UTF8.self)),
                let byte = UInt8(exactly: code)
            {
                out.append(byte)
                at += 4
            } else {
                out.append(bytes[at])
                at += 1
            }
        }
        return String(decoding: out, as: UTF8.self)
    }
}
