import Text

/// A place in a line that moves over what it reads; past the end it reads NUL bytes.
struct ByteCursor {
    private let bytes: UnsafeRawBufferPointer
    var at = 0

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    var isEnd: Bool { at >= bytes.count }
    var byte: UInt8 { at < bytes.count ? bytes[at] : 0 }
    var isDigit: Bool { byte >= 48 && byte <= 57 }

    mutating func take(_ text: StaticString) -> Bool {
        let count = text.utf8CodeUnitCount
        guard at + count <= bytes.count else { return false }
        for offset in 0..<count where bytes[at + offset] != text.utf8Start[offset] { return false }
        at += count
        return true
    }

    mutating func skipBlanks() {
        while byte == 32 || byte == 9 { at += 1 }
    }

    /// Moves to a byte that comes within some bytes; stays, and false, where it doesn't.
    mutating func skip(to sought: UInt8, within: Int) -> Bool {
        var place = at
        while place < min(bytes.count, at + within) {
            if bytes[place] == sought {
                at = place
                return true
            }
            place += 1
        }
        return false
    }

    /// Moves past a text that begins within some bytes; stays, and false, where it doesn't.
    mutating func skip(past text: StaticString, within: Int) -> Bool {
        var probe = self
        while probe.at < min(bytes.count, at + within) {
            if probe.take(text) {
                self = probe
                return true
            }
            probe.at += 1
        }
        return false
    }

    /// A number of exactly so many digits.
    mutating func number(_ count: Int) -> Int? { number(count...count) }

    /// A number with a count of digits in the range.
    mutating func number(_ range: ClosedRange<Int>) -> Int? {
        var (value, count) = (0, 0)
        while count < range.upperBound, isDigit {
            value = value * 10 + Int(byte) - 48
            count += 1
            at += 1
        }
        return range.contains(count) ? value : nil
    }

    /// Digits after a point or comma as nanoseconds; 0 where there are none.
    mutating func fraction() -> Int {
        guard byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",") else { return 0 }
        at += 1
        var (value, scale) = (0, 100_000_000)
        while isDigit {
            value += (Int(byte) - 48) * scale
            scale /= 10
            at += 1
        }
        return value
    }

    /// `08:01:29` with or without a fraction: seconds of the day.
    mutating func clock() -> (seconds: Int, nanoseconds: Int)? {
        guard let hour = number(2), hour < 24, take(":"), let minute = number(2), minute < 60, take(":"), let second = number(2),
            second <= 60
        else { return nil }
        return (hour * 3600 + minute * 60 + second, fraction())
    }

    /// RFC 3339 and its variants (`2026-11-24 08:01:29,123`, `2026/11/24 08:01:29`), with or without an offset (`Z`, `+0200`,
    /// `+02:00`); UTC without one.
    mutating func date() -> (seconds: Int, nanoseconds: Int)? {
        guard let year = number(4), take("-") || take("/"), let month = number(2), take("-") || take("/"), let day = number(2),
            take("T") || take(" ") || take("t"), let clock = clock(), let days = CivilDay.days(year, month, day)
        else { return nil }
        var seconds = days * 86400 + clock.seconds
        if byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") {
            let sign = byte == UInt8(ascii: "+") ? 1 : -1
            at += 1
            guard let hours = number(2) else { return nil }
            _ = take(":")
            seconds -= sign * (hours * 3600 + (number(2) ?? 0) * 60)
        } else if !take("Z") {
            _ = take("z")
        }
        return (seconds, clock.nanoseconds)
    }

    /// `1795501998.123456`.
    mutating func epoch() -> (seconds: Int, nanoseconds: Int)? {
        guard let seconds = number(1...13), byte == UInt8(ascii: ".") else { return nil }
        return (seconds, fraction())
    }

    /// `Jan` to `Dec`.
    mutating func monthName() -> Int? {
        let names: StaticString = "JanFebMarAprMayJunJulAugSepOctNovDec"
        guard at + 3 <= bytes.count else { return nil }
        for month in 0..<12 {
            let name = names.utf8Start + month * 3
            if bytes[at] == name[0], bytes[at + 1] == name[1], bytes[at + 2] == name[2] {
                at += 3
                return month + 1
            }
        }
        return nil
    }

    /// `stderr F ` of a container's log: stream, and whether the line is whole or a part.
    mutating func skipStream() -> Bool {
        guard take("stderr ") || take("stdout ") else { return false }
        // CRI: F is a full line, P a part; further tags would be set off by colons.
        if take("F ") || take("P ") { return true }
        _ = take("F") || take("P")
        return true
    }

    /// `host unit[pid]: `, where that is what comes; stays where it isn't.
    mutating func skipHostAndUnit() {
        var probe = self
        func word() -> Bool {
            let begun = probe.at
            while !probe.isEnd, probe.byte != 32, probe.byte != UInt8(ascii: "\""), probe.at - begun < 256 { probe.at += 1 }
            return probe.at > begun && probe.byte == 32
        }
        guard word() else { return }
        // The host is a name: a first word that ends with a colon is part of a message.
        guard bytes[probe.at - 1] != UInt8(ascii: ":") else { return }
        probe.at += 1
        guard word(), bytes[probe.at - 1] == UInt8(ascii: ":") else { return }
        probe.at += 1
        self = probe
    }
}
