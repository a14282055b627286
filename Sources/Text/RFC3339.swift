/// A time as RFC 3339 writes it: `2026-11-24T08:01:29.123Z`. What other programs make of it is read too: a blank for the T, a comma before
/// the fraction, no zone, `+0200`; what follows the time is left alone.
package struct RFC3339: Sendable {
    /// Since 1970-01-01T00:00:00Z; without a zone the time is taken for UTC.
    package private(set) var seconds = 0
    /// Of the fraction the first nine digits.
    package private(set) var nanoseconds = 0
    /// Whether it is RFC 3339 to the letter and nothing follows; at most nine digits of a fraction.
    package private(set) var isExact = true

    /// Nil where the text begins with no date and time, or with one that the calendar lacks.
    package init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count >= 19, bytes[4] == 45, bytes[7] == 45, bytes[10] == 84 || bytes[10] == 32, bytes[13] == 58,
            bytes[16] == 58,
            let year = Self.digits(bytes, 0, 4), let month = Self.digits(bytes, 5, 2), let day = Self.digits(bytes, 8, 2),
            let hour = Self.digits(bytes, 11, 2), let minute = Self.digits(bytes, 14, 2),
            let second = Self.digits(bytes, 17, 2), hour < 24, minute < 60, second <= 60,
            let days = CivilDay.days(year, month, day)
        else { return nil }
        seconds = days * 86400 + hour * 3600 + minute * 60 + second
        isExact = bytes[10] == 84
        zone(bytes, at: fraction(bytes))
    }

    /// Takes the fraction; gives the place behind it.
    private mutating func fraction(_ bytes: [UInt8]) -> Int {
        guard bytes.count > 19, bytes[19] == 46 || bytes[19] == 44 else { return 19 }
        let end = bytes[20...].firstIndex { $0 < 48 || $0 > 57 } ?? bytes.count
        for at in 20..<29 { nanoseconds = nanoseconds * 10 + (at < end ? Int(bytes[at]) - 48 : 0) }
        isExact = isExact && bytes[19] == 46 && (21...29).contains(end)
        return end
    }

    private mutating func zone(_ bytes: [UInt8], at: Int) {
        guard at < bytes.count, bytes[at] == 43 || bytes[at] == 45, let hours = Self.digits(bytes, at + 1, 2) else {
            isExact = isExact && bytes[at...].elementsEqual([90])
            return
        }
        let hasColon = at + 3 < bytes.count && bytes[at + 3] == 58
        let minutes = Self.digits(bytes, at + (hasColon ? 4 : 3), 2)
        seconds -= (bytes[at] == 43 ? 1 : -1) * (hours * 3600 + (minutes ?? 0) * 60)
        isExact = isExact && hasColon && minutes != nil && bytes.count == at + 6
    }

    private static func digits(_ bytes: [UInt8], _ from: Int, _ count: Int) -> Int? {
        guard from + count <= bytes.count else { return nil }
        var number = 0
        for byte in bytes[from..<from + count] {
            guard byte >= 48, byte <= 57 else { return nil }
            number = number * 10 + Int(byte - 48)
        }
        return number
    }
}
