import Text

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
        let rest = (seconds % 86400 + 86400) % 86400
        let (year, month, day) = CivilDay.date((seconds - rest) / 86400)
        return "\(year)-\(two(month))-\(two(day))T\(two(rest / 3600)):\(two(rest / 60 % 60)):\(two(rest % 60))Z"
    }

    private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

extension Instant {
    /// A date and time in UTC. No field is checked: callers check what they read.
    public init(year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0) {
        self.init(
            seconds: CivilDay.count(min(max(year, -10_000), 10_000), month, day).times(86400).plus(hour.times(3600)).plus(
                minute.times(60)
            ).plus(second))
    }

    /// Reads RFC 3339 and its variants: `2026-11-24T08:01:29Z`, `2026-11-24 08:01:29`, fractions, and offsets such as
    /// `+02:00`. Without an offset the time is UTC. Nil where the text is none of these.
    public init?(rfc3339 text: some StringProtocol) {
        guard let time = RFC3339(text) else { return nil }
        self.init(seconds: time.seconds)
    }
}
