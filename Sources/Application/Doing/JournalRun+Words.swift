import Applying

extension JournalRun {
    /// When it began, for people: `2026-11-30 10:15:00 UTC`.
    var began: String {
        let digits = Array(name)
        guard digits.count == 16, digits[8] == "T", digits[15] == "Z" else { return name }
        func part(_ from: Int, _ to: Int) -> String { String(digits[from..<to]) }
        return "\(part(0, 4))-\(part(4, 6))-\(part(6, 8)) \(part(9, 11)):\(part(11, 13)):\(part(13, 15)) UTC"
    }
}
