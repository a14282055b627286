import Hosts
import Patterns
import Redaction
import Text

/// Of the end of a log the entry that tells most about why its program ended: the newest `command failed`, else the last at the level
/// fatal (F of klog, fatal and panic of etcd and Go), else error, else the last line with words.
struct LastWords: Equatable {
    /// What the entry says, without time, place and quoting.
    var text: String
    /// The entry's first line as it stands in the log.
    var line: String
    /// When it was written, in seconds since the epoch.
    var time: Int?
    /// Whether it tells of a failure.
    var isError: Bool

    /// Characters that are kept of the text, and of a line.
    static let longest = 500
    /// Lines that are taken of an entry that goes over several.
    static let lines = 12
    /// Bytes at the end of a log that are searched.
    static let reach = 64 << 10
    /// Bytes that are kept of the end of each run while a log goes by.
    static let runReach = 16 << 10

    /// - Parameters:
    ///   - isUnit: the log is a unit's journal: its newest run begins with systemd's last word of a start.
    ///   - before: only lines before this time count.
    init?(in tail: [UInt8], _ times: LogTimeReader, isUnit: Bool = false, before: Int? = nil) {
        var lines = Self.written(tail, times, before)
        if isUnit {
            if let refusal = Self.refusal(of: lines) {
                self = refusal
                return
            }
            if let start = lines.lastIndex(where: \.isStart) { lines.removeFirst(start + 1) }
            lines.removeAll(where: \.isSystemd)
        }
        guard let best = Self.best(of: lines) else { return nil }
        self = best
    }

    /// What systemd says where it could not even begin the program, after all that the program wrote (systemd 239 to 257
    /// src/core/execute.c, service.c, unit.c).
    private static func refusal(of lines: [Line]) -> LastWords? {
        let words = ["Failed to load environment files", "Failed to run 'start' task", "Failed to set up ", " Refusing."]
        let since = lines.lastIndex { !$0.isSystemd }.map { $0 + 1 } ?? 0
        let line = lines[since...].last { line in line.isSystemd && words.contains { line.payload.contains($0) } }
        return line.map { LastWords(text: $0.payload.trimmed, line: $0.whole, time: $0.time, isError: true) }
    }

    private struct Line {
        var whole: String
        var payload: String
        var time: Int?
        var isSystemd = false
        var isStart = false
    }

    private static func written(_ tail: [UInt8], _ times: LogTimeReader, _ before: Int?) -> [Line] {
        tail.withUnsafeBytes { bytes in
            bytes.split(separator: 10).compactMap { slice in
                let line = UnsafeRawBufferPointer(rebasing: slice)
                let time = times.read(line)
                if let before, let time, time.seconds >= before { return nil }
                // Journal and container log begin with a date; a program's own time stays part of what it wrote.
                let isWrapped = line.first.map { (48...57).contains($0) } ?? false
                let start = isWrapped ? min(time?.message ?? 0, line.count) : 0
                let mark = UnitMark(line)
                return Line(
                    whole: String(decoding: line.prefix(2000), as: UTF8.self),
                    payload: String(decoding: line[start...].prefix(4000), as: UTF8.self), time: time?.seconds,
                    isSystemd: UnitMark.message(in: line) != nil, isStart: mark == .starting || mark == .started)
            }
        }
    }

    private static func best(of lines: [Line]) -> LastWords? {
        var best: (weight: LogEntry.Weight, words: LastWords)?
        var before: String?
        var index = 0
        while index < lines.count {
            let line = lines[index]
            index += 1
            guard line.payload.contains(where: { !$0.isWhitespace }), !isStack(line.payload) else { continue }
            var entry = LogEntry(line.payload)
            // A program's very last line that tells of a failure weighs as much as an error with a level.
            if entry.weight == .suspect, index == lines.count { entry.weight = .error }
            if entry.isOpen {
                let rest = lines[index...].prefix(Self.lines).prefix { !$0.payload.hasPrefix(" >") }
                entry.text += rest.map { " " + $0.payload.trimmed }.joined()
                index += rest.count
            }
            let text = entry.text.trimmed
            defer { if entry.weight >= .warning { before = text } }
            // A warning is no reason: runtimes start with some. Where nothing graver stands, the last line does.
            let weight = entry.weight == .warning ? .plain : entry.weight
            if let best, weight < best.weight { continue }
            let told = before.map { isVague(text) && $0 != text ? "\(text); before that: \($0)" : text } ?? text
            best = (
                weight,
                LastWords(
                    // Cut after the secrets are out: half a password has no sign of it.
                    text: String(CleanText.of(told).prefix(longest)), line: String(CleanText.of(line.whole).prefix(longest)),
                    time: line.time,
                    isError: entry.weight >= .error)
            )
        }
        return best?.words
    }

    /// Words that only say that something else went wrong before.
    private static func isVague(_ text: String) -> Bool {
        let ends = ["context deadline exceeded", "context canceled", "timed out waiting for the condition", "Terminating"]
        return text.hasPrefix("panic: ") || text.hasPrefix("\"leaderelection lost") || text.hasPrefix("leaderelection lost")
            || (text.count < 80 && ends.contains { text.hasSuffix($0) })
    }

    /// A line of a Go stack: what comes after a panic.
    private static func isStack(_ payload: String) -> Bool {
        payload.hasPrefix("\t") || payload.hasPrefix("goroutine ") || payload.hasPrefix("created by ")
            || payload.hasPrefix("main.")
    }

    private init(text: String, line: String, time: Int?, isError: Bool) {
        self.text = text
        self.line = line
        self.time = time
        self.isError = isError
    }
}
