import Patterns

/// What a text has beside the word for a state: exit codes, and all its other words.
struct StateSigns: Sendable {
    /// In small letters.
    private let text: [UInt8]
    /// `Exit Code: 137`, `"exitCode": 137`, `exit status 1`.
    private(set) var exits: Set<Int> = []

    private static let names = ["exit code", "exitcode", "exit status", "exited with code", "exited with"].map { Array($0.utf8) }
    /// Between a name and its number there are a colon, quotes and blanks.
    private static let longestGap = 24

    init(_ bytes: some Sequence<UInt8>) {
        text = bytes.map { $0 >= 65 && $0 <= 90 ? $0 | 0x20 : $0 }
        for name in Self.names {
            var from = 0
            while let place = Bytes.place(of: name, in: text, from: from) {
                from = place + name.count
                let gap = text[from...].prefix(Self.longestGap).prefix { [32, 9, 34, 58].contains($0) }
                let digits = text[(from + gap.count)...].prefix(4).prefix { $0 >= 48 && $0 <= 57 }
                if let code = Int(String(decoding: digits, as: UTF8.self)), code < 256 { exits.insert(code) }
            }
        }
    }

    func has(_ word: [UInt8]) -> Bool { Bytes.place(of: word, in: text) != nil }
}
