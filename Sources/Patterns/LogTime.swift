import Text

/// When a log line was written, and where its message begins.
public struct LogTime: Sendable, Hashable {
    /// Seconds since 1970-01-01T00:00:00Z.
    public var seconds: Int
    /// Nanoseconds within the second.
    public var nanoseconds: Int
    /// The message's first byte in the line, after time, host, unit, stream and source place.
    public var message: Int

    public init(seconds: Int, nanoseconds: Int, message: Int) {
        self.seconds = seconds
        self.nanoseconds = nanoseconds
        self.message = message
    }
}

/// Reads the time at the beginning of a log line, in whatever form the node's programs write it, and allocates nothing.
///
/// klog (`I1124 08:01:29.123456  1451 server.go:545] …`), logfmt (`time="…" level=info msg="…"`), CRI container logs
/// (`2026-08-02T10:00:00.123456789Z stderr F …`), journalctl's short, short-precise, short-iso, short-iso-precise and
/// short-unix, the kernel's `[   12.345678] …`, dmesg -T, auditd's `type=AVC msg=audit(1795503600.123:456): …`,
/// JSON lines with "ts", and Go's `2026/11/24 08:01:29 …`.
public struct LogTimeReader: Sendable {
    /// A time near the log's last line, in seconds since the epoch: klog and syslog write no year, so the year nearest to
    /// this is taken.
    public var reference: Int
    /// How far ahead of UTC the node's clock shows, in seconds: klog and syslog write local time.
    public var utcOffset: Int
    /// When the kernel started, in seconds since the epoch.
    ///
    /// Without it `[   12.345678]` has no time.
    public var boot: Int?

    public init(reference: Int, utcOffset: Int = 0, boot: Int? = nil) {
        // A capture can tell any number; a year is searched for from here.
        self.reference = min(max(reference, -62_135_596_800), 253_402_300_799)
        self.utcOffset = utcOffset
        self.boot = boot.map { min(max($0, -62_135_596_800), 253_402_300_799) }
    }

    /// The time of a line; nil where it begins with none.
    public func read(_ line: UnsafeRawBufferPointer) -> LogTime? {
        var cursor = ByteCursor(line)
        switch cursor.byte {
        case UInt8(ascii: "I"), UInt8(ascii: "W"), UInt8(ascii: "E"), UInt8(ascii: "F"): return klog(&cursor) ?? syslog(line)
        case UInt8(ascii: "0")...UInt8(ascii: "9"): return digits(line)
        case UInt8(ascii: "t"): return logfmt(&cursor) ?? audit(line)
        case UInt8(ascii: "["): return kernel(line)
        case UInt8(ascii: "{"): return json(&cursor)
        case UInt8(ascii: "A")...UInt8(ascii: "S"): return syslog(line)
        default: return nil
        }
    }

    /// The time of a line; nil where it begins with none.
    public func read(_ line: [UInt8]) -> LogTime? { line.withUnsafeBytes { read($0) } }
}

// The forms, one a function.
extension LogTimeReader {
    /// Iyymm… of klog: severity, month, day, local time, thread, file and line.
    private func klog(_ cursor: inout ByteCursor) -> LogTime? {
        cursor.at += 1
        guard let month = cursor.number(2), let day = cursor.number(2), cursor.take(" "), let clock = cursor.clock(),
            cursor.take(" "), let seconds = yearless(month, day, clock.seconds)
        else { return nil }
        // Within reach lies `] `; a message may hold brackets of its own, so only the header's words are passed over.
        cursor.skipBlanks()
        while cursor.isDigit { cursor.at += 1 }
        cursor.skipBlanks()
        let header = cursor.at
        if !(cursor.skip(to: UInt8(ascii: "]"), within: 120) && cursor.take("]")) { cursor.at = header }
        cursor.skipBlanks()
        return LogTime(seconds: seconds, nanoseconds: clock.nanoseconds, message: cursor.at)
    }

    /// `Nov 24 08:01:29 host unit[pid]: …` of syslog and journalctl -o short.
    private func syslog(_ line: UnsafeRawBufferPointer) -> LogTime? {
        var cursor = ByteCursor(line)
        guard let month = cursor.monthName(), cursor.take(" ") else { return nil }
        cursor.skipBlanks()
        guard let day = cursor.number(1...2), cursor.take(" "), let clock = cursor.clock(), cursor.take(" "),
            let seconds = yearless(month, day, clock.seconds)
        else { return nil }
        cursor.skipHostAndUnit()
        return LogTime(seconds: seconds, nanoseconds: clock.nanoseconds, message: cursor.at)
    }

    /// Lines that begin with digits: RFC 3339 and its variants, or seconds since the epoch.
    private func digits(_ line: UnsafeRawBufferPointer) -> LogTime? {
        var cursor = ByteCursor(line)
        guard let time = cursor.date() else {
            cursor = ByteCursor(line)
            guard let time = cursor.epoch(), cursor.take(" ") else { return nil }
            cursor.skipHostAndUnit()
            return LogTime(seconds: time.seconds, nanoseconds: time.nanoseconds, message: cursor.at)
        }
        guard cursor.isEnd || cursor.take(" ") else { return nil }
        cursor.skipBlanks()
        if !cursor.skipStream() { cursor.skipHostAndUnit() }
        return LogTime(seconds: time.seconds, nanoseconds: time.nanoseconds, message: cursor.at)
    }

    /// `time="2026-11-24T08:01:29Z" level=error msg="…"`, quoted or not.
    private func logfmt(_ cursor: inout ByteCursor) -> LogTime? {
        guard cursor.take("time=") else { return nil }
        let isQuoted = cursor.take("\"")
        guard let time = cursor.date(), !isQuoted || cursor.take("\"") else { return nil }
        cursor.skipBlanks()
        if cursor.skip(past: "msg=", within: 60) { _ = cursor.take("\"") }
        return LogTime(seconds: time.seconds, nanoseconds: time.nanoseconds, message: cursor.at)
    }

    /// `type=AVC msg=audit(1795503600.123:456): avc:  denied …` of auditd.
    private func audit(_ line: UnsafeRawBufferPointer) -> LogTime? {
        var cursor = ByteCursor(line)
        guard cursor.take("type="), cursor.skip(past: "msg=audit(", within: 60), let time = cursor.epoch(),
            cursor.skip(past: "): ", within: 20)
        else { return nil }
        return LogTime(seconds: time.seconds, nanoseconds: time.nanoseconds, message: cursor.at)
    }

    /// `[   12.345678] …` since boot, or `[Tue Nov 24 08:01:29 2026] …` of dmesg -T, which is local time.
    private func kernel(_ line: UnsafeRawBufferPointer) -> LogTime? {
        var cursor = ByteCursor(line)
        cursor.at = 1
        cursor.skipBlanks()
        if cursor.isDigit {
            guard let boot, let time = cursor.epoch(), cursor.take("]") else { return nil }
            cursor.skipBlanks()
            return LogTime(seconds: boot + time.seconds, nanoseconds: time.nanoseconds, message: cursor.at)
        }
        cursor.at += 4
        guard let month = cursor.monthName() else { return nil }
        cursor.skipBlanks()
        guard let day = cursor.number(1...2), cursor.take(" "), let clock = cursor.clock(), cursor.take(" "),
            let year = cursor.number(4), cursor.take("]"), let days = CivilDay.days(year, month, day)
        else { return nil }
        cursor.skipBlanks()
        return LogTime(seconds: days * 86400 + clock.seconds - utcOffset, nanoseconds: clock.nanoseconds, message: cursor.at)
    }

    /// `{"level":"warn","ts":"2026-11-24T06:49:10.685Z",…,"msg":"…"}` of etcd, and klog's JSON with milliseconds as a number.
    private func json(_ cursor: inout ByteCursor) -> LogTime? {
        guard cursor.skip(past: "\"ts\":", within: 60) else { return nil }
        var time: (seconds: Int, nanoseconds: Int)?
        if cursor.take("\"") {
            time = cursor.date()
        } else {
            time = cursor.epoch()
            // component-base's JSON logs write milliseconds.
            if let value = time, value.seconds > 100_000_000_000 {
                let millis = value.seconds % 1000 * 1_000_000
                time = (value.seconds / 1000, millis + value.nanoseconds / 1000)
            }
        }
        guard let time else { return nil }
        if cursor.skip(past: "\"msg\":\"", within: 300) {}
        return LogTime(seconds: time.seconds, nanoseconds: time.nanoseconds, message: cursor.at)
    }

    /// The time nearest to the reference that has this local month, day and time.
    private func yearless(_ month: Int, _ day: Int, _ clock: Int) -> Int? {
        let local = reference + utcOffset
        let year = CivilDay.date(local >= 0 ? local / 86400 : (local - 86399) / 86400).year
        var best: Int?
        for year in year - 1...year + 1 {
            guard let days = CivilDay.days(year, month, day) else { continue }
            let seconds = days * 86400 + clock - utcOffset
            if best.map({ abs(seconds - reference) < abs($0 - reference) }) ?? true { best = seconds }
        }
        return best
    }
}
