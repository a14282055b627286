/// Times as crictl's `inspect` writes them.
enum Timestamp {
    /// Nanoseconds since the epoch of an RFC 3339 text (`2026-11-24T07:01:38.507124779+01:00`), nil where it is none. Go's zero
    /// time and others that nanoseconds in 64 bits cannot hold are 0, as the CRI has a time that is not set.
    static func nanoseconds(rfc3339 text: String) -> Int? {
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
        guard bytes.count >= 20, bytes[4] == 45, bytes[7] == 45, bytes[10] == 84, bytes[13] == 58, bytes[16] == 58,
            let year = digits(0, 4), let month = digits(5, 2), let day = digits(8, 2), let hour = digits(11, 2),
            let minute = digits(14, 2), let second = digits(17, 2), (1...12).contains(month), (1...31).contains(day),
            hour < 24, minute < 60, second <= 60
        else { return nil }
        var at = 19
        var fraction = 0
        if bytes[at] == 46 {
            let start = at + 1
            at = bytes[start...].firstIndex { $0 < 48 || $0 > 57 } ?? bytes.count
            guard at > start, at - start <= 9, let parsed = digits(start, at - start) else { return nil }
            fraction = parsed
            for _ in at - start..<9 { fraction *= 10 }
        }
        guard let offset = offset(bytes[at...], digits) else { return nil }
        let seconds = days(year, month, day) * 86400 + hour * 3600 + minute * 60 + second - offset
        let (whole, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        let (sum, carried) = whole.addingReportingOverflow(fraction)
        return overflow || carried ? 0 : sum
    }

    /// Seconds east of UTC of `Z` or `+01:00`.
    private static func offset(_ zone: ArraySlice<UInt8>, _ digits: (Int, Int) -> Int?) -> Int? {
        let at = zone.startIndex
        if zone.elementsEqual([90]) { return 0 }
        guard zone.count == 6, zone[at] == 43 || zone[at] == 45, zone[at + 3] == 58, let hours = digits(at + 1, 2),
            let minutes = digits(at + 4, 2)
        else { return nil }
        return (zone[at] == 43 ? 1 : -1) * (hours * 3600 + minutes * 60)
    }

    /// Days since 1970-01-01 of a Gregorian date from year 0 on: years counted from March, so that the leap day is the last.
    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let shifted = month > 2 ? year + 400 : year + 399
        let monthFromMarch = (month + 9) % 12
        let leaps = shifted / 4 - shifted / 100 + shifted / 400
        return shifted * 365 + leaps + (153 * monthFromMarch + 2) / 5 + day - 1 - 719_468 - 146_097
    }
}
