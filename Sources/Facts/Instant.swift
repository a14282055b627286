/// A point in time: whole seconds since 1970-01-01T00:00:00Z, without leap seconds, from year 1 to year 9999. What is told as a
/// time and lies beyond is the nearest that has a date: files and captures can tell any number.
public struct Instant: Sendable, Hashable, Comparable, Codable {
    /// Seconds since the epoch.
    public private(set) var seconds: Int

    private static let first = -62_135_596_800
    private static let last = 253_402_300_799

    public init(seconds: Int) { self.seconds = min(max(seconds, Instant.first), Instant.last) }

    public static func < (a: Instant, b: Instant) -> Bool { a.seconds < b.seconds }
    public static func + (a: Instant, seconds: Int) -> Instant { Instant(seconds: a.seconds.plus(seconds)) }
    public static func - (a: Instant, b: Instant) -> Int { a.seconds - b.seconds }

    public init(from decoder: any Decoder) throws {
        self.init(seconds: try decoder.singleValueContainer().decode(Int.self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(seconds)
    }
}

extension Instant: CustomStringConvertible {
    /// `2026-11-24T08:01:29Z` (RFC 3339, UTC).
    public var description: String {
        let (year, month, day) = Instant.civil(days: Instant.floor(seconds, 86400))
        let rest = seconds - Instant.floor(seconds, 86400) * 86400
        return "\(year)-\(two(month))-\(two(day))T\(two(rest / 3600)):\(two(rest / 60 % 60)):\(two(rest % 60))Z"
    }

    private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    private static func floor(_ a: Int, _ b: Int) -> Int { a >= 0 ? a / b : -((-a + b - 1) / b) }

    /// Days since the epoch to a proleptic Gregorian date (the era method of the civil calendar).
    private static func civil(days: Int) -> (Int, Int, Int) {
        let shifted = days + 719_468
        let era = floor(shifted, 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    /// Days since the epoch of a Gregorian date.
    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let year = min(max(year, -10_000), 10_000)
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = floor(shiftedYear, 400)
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}

extension Instant {
    /// A date and time in UTC. No field is checked: callers check what they read.
    public init(year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0) {
        self.init(
            seconds: Instant.days(year, month, day).times(86400).plus(hour.times(3600)).plus(minute.times(60)).plus(second))
    }

    /// Reads RFC 3339 and its variants: `2026-11-24T08:01:29Z`, `2026-11-24 08:01:29`, fractions, and offsets such as
    /// `+02:00`. Without an offset the time is UTC. Nil where the text is none of these.
    public init?(rfc3339 text: some StringProtocol) {
        let bytes = Array(text.utf8)
        func digits(_ from: Int, _ count: Int) -> Int? {
            guard from + count <= bytes.count else { return nil }
            var number = 0
            for byte in bytes[from..<from + count] {
                guard byte >= 48, byte <= 57 else { return nil }
                number = number * 10 + Int(byte - 48)
            }
            return number
        }
        guard bytes.count >= 19, bytes[4] == 45, bytes[7] == 45, bytes[10] == 84 || bytes[10] == 32,
            let year = digits(0, 4), let month = digits(5, 2), (1...12).contains(month), let day = digits(8, 2),
            (1...31).contains(day), let hour = digits(11, 2), hour < 24, let minute = digits(14, 2), minute < 60,
            let second = digits(17, 2), second <= 60
        else { return nil }
        self.init(year: year, month: month, day: day, hour: hour, minute: minute, second: second)
        var at = 19
        if at < bytes.count, bytes[at] == 46 || bytes[at] == 44 {
            at += 1
            while at < bytes.count, bytes[at] >= 48, bytes[at] <= 57 { at += 1 }
        }
        guard at < bytes.count, bytes[at] == 43 || bytes[at] == 45, let hours = digits(at + 1, 2) else { return }
        let minutes = digits(at + 3, 2) ?? digits(at + 4, 2) ?? 0
        self = self + (bytes[at] == 43 ? -1 : 1) * (hours * 3600 + minutes * 60)
    }
}
