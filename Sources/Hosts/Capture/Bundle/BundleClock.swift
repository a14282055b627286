import Text

/// When a bundle was made, and how far its node's clock shows ahead of UTC.
struct BundleClock: Sendable {
    /// Seconds since 1970-01-01T00:00:00Z.
    var now: Int
    /// Seconds that local time is ahead of UTC; nil where the bundle does not tell.
    var offset: Int?

    /// - Parameter newest: the newest time in what the cluster told, if any.
    init(_ bundle: BundleContents, newest: Int?) {
        let local = bundle.output(of: "date").flatMap(Self.date)
        let utc = bundle.output(of: "date --utc").flatMap(Self.date) ?? bundle.output(of: "date -u").flatMap(Self.date)
        if let told = bundle.output(of: "timedatectl").flatMap(Self.zone) {
            offset = told
        } else if let local, let utc {
            // Both were asked within one collection; offsets are whole quarters of an hour.
            offset = Int(((Double(local.seconds) - Double(utc.seconds)) / 900).rounded()) * 900
        } else if local?.isUTC == true {
            offset = 0
        }
        if let utc {
            now = utc.seconds
        } else if let local {
            now = local.seconds - (offset ?? 0)
        } else if let newest {
            now = newest
        } else {
            now = bundle.store.statuses.values.compactMap(\.modified).max() ?? 0
        }
    }

    /// `Tue Dec  1 02:50:47 UTC 2026`, as date(1) prints it in the C locale.
    static func date(_ text: String) -> (seconds: Int, isUTC: Bool)? {
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ")
            guard words.count >= 6, let month = month(words[1]), let day = Int(words[2]), let year = Int(words[words.count - 1]),
                (1970...9999).contains(year), let clock = clock(words[3]), let days = CivilDay.days(year, month, day)
            else { continue }
            return (days * 86400 + clock, words[4] == "UTC" || words[4] == "GMT")
        }
        return nil
    }

    /// `Time zone: Europe/Berlin (CEST, +0200)` of timedatectl.
    static func zone(_ text: String) -> Int? {
        guard let line = text.split(separator: "\n").first(where: { $0.contains("Time zone:") }),
            let comma = line.lastIndex(of: ",")
        else { return nil }
        return offset(line[line.index(after: comma)...].filter { $0 != " " && $0 != ")" })
    }

    /// `+0530` in seconds.
    static func offset(_ text: String) -> Int? {
        guard let sign = text.first, sign == "+" || sign == "-" else { return nil }
        let digits = text.dropFirst()
        guard digits.count == 4, let number = Int(digits) else { return nil }
        let seconds = number / 100 * 3600 + number % 100 * 60
        return sign == "-" ? -seconds : seconds
    }

    static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    static func month(_ word: Substring) -> Int? { months.firstIndex(of: String(word)).map { $0 + 1 } }

    /// `02:50:47` in seconds of the day.
    static func clock(_ word: Substring) -> Int? {
        let parts = word.split(separator: ":").map { Int($0) }
        guard parts.count == 3, let hour = parts[0], let minute = parts[1], let second = parts[2], (0..<24).contains(hour),
            (0..<60).contains(minute), (0..<61).contains(second)
        else { return nil }
        return hour * 3600 + minute * 60 + second
    }

    /// The time of `2026-11-30T10:00:00Z`, as the API writes it, in seconds.
    static func instant(_ text: String) -> Int? {
        guard text.utf8.count >= 20, text.hasSuffix("Z") else { return nil }
        let day = text.prefix(10).split(separator: "-").map { Int($0) }
        guard day.count == 3, let year = day[0], (1970...9999).contains(year), let month = day[1], let date = day[2],
            let days = CivilDay.days(year, month, date), let clock = clock(text.dropFirst(11).prefix(8))
        else { return nil }
        return days * 86400 + clock
    }

    /// `+0200`.
    var zoneText: String? {
        guard let offset else { return nil }
        let minutes = abs(offset) / 60
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return (offset < 0 ? "-" : "+") + two(minutes / 60) + two(minutes % 60)
    }
}
