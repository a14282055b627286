/// The form of TOML's dates and times (TOML 1.0, "Offset Date-Time" to "Local Time").
enum TOMLTime {
    /// Whether the first bytes are those of a date or a time, right or wrong: `dddd-` or `dd:`.
    static func begins(_ word: ArraySlice<UInt8>) -> Bool { form("0000-", word.prefix(5)) || form("00:", word.prefix(3)) }

    /// Whether a word is a date and ends with it, so that a blank and a time may follow.
    static func isDate(_ word: ArraySlice<UInt8>) -> Bool { form("0000-00-00", word) }

    /// Whether a word is a date, a time, or a date with a time.
    static func isWhole(_ word: ArraySlice<UInt8>, _ dialect: TOMLDocument.Dialect) -> Bool {
        guard form("0000-", word.prefix(5)) else { return rest(afterTime: word, dialect)?.isEmpty ?? false }
        guard isDate(word.prefix(10)), isDayOfCalendar(word.prefix(10)) else { return false }
        let time = word.dropFirst(10)
        guard let sign = time.first else { return true }
        guard "Tt ".utf8.contains(sign), let zone = rest(afterTime: time.dropFirst(), dialect) else { return false }
        return isZone(zone)
    }

    /// What follows hours, minutes, seconds and their fraction; nil where these are not there.
    private static func rest(afterTime time: ArraySlice<UInt8>, _ dialect: TOMLDocument.Dialect) -> ArraySlice<UInt8>? {
        guard form("00:00", time.prefix(5)), isClock(time) else { return nil }
        var rest = time.dropFirst(5)
        guard rest.first == UInt8(ascii: ":") else { return dialect == .burntSushi ? rest : nil }
        // A minute can have a leap second.
        guard form(":00", rest.prefix(3)), number(rest.dropFirst().prefix(2)) <= 60 else { return nil }
        rest = rest.dropFirst(3)
        guard rest.first == UInt8(ascii: ".") else { return rest }
        let digits = rest.dropFirst().prefix(while: TOMLWord.isDigit)
        return digits.isEmpty ? nil : rest.dropFirst(1 + digits.count)
    }

    private static func isZone(_ zone: ArraySlice<UInt8>) -> Bool {
        guard let sign = zone.first else { return true }
        if "Zz".utf8.contains(sign) { return zone.count == 1 }
        return "+-".utf8.contains(sign) && form("00:00", zone.dropFirst()) && isClock(zone.dropFirst())
    }

    private static func isClock(_ time: ArraySlice<UInt8>) -> Bool {
        number(time.prefix(2)) < 24 && number(time.dropFirst(3).prefix(2)) < 60
    }

    private static func isDayOfCalendar(_ date: ArraySlice<UInt8>) -> Bool {
        let (year, month, day) = (number(date.prefix(4)), number(date.dropFirst(5).prefix(2)), number(date.suffix(2)))
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        return (1...12).contains(month) && (1...days[max(month, 1) - 1]).contains(day)
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int { digits.reduce(0) { $0 * 10 + Int($1) - 48 } }

    /// Whether the bytes are as the form says, in which 0 is any digit.
    private static func form(_ form: String, _ bytes: ArraySlice<UInt8>) -> Bool {
        let form = form.utf8
        return bytes.count == form.count
            && zip(bytes, form).allSatisfy { $1 == UInt8(ascii: "0") ? TOMLWord.isDigit($0) : $0 == $1 }
    }
}
