import Hosts
import Text

/// One entry of a program's log, as far as it takes to say how grave it is and what it tells.
struct LogEntry: Equatable {
    /// How much an entry tells about why its program ended; of two alike the later one tells more.
    enum Weight: Int, Comparable {
        case plain, warning, suspect, error, fatal, commandFailed

        static func < (a: Weight, b: Weight) -> Bool { a.rawValue < b.rawValue }
    }

    var weight: Weight
    /// Without time, place and quoting.
    var text: String
    /// The message ends with `err=<`, so that the lines after it, up to ` >`, are the error's.
    var isOpen = false

    /// Reads what a program wrote on a line, without what the journal or the runtime put before it.
    init(_ payload: String) {
        if let klog = KlogLine(payload) {
            self = LogEntry(klog)
        } else if payload.hasPrefix("time=") {
            self = LogEntry(
                level: Self.bare("level=", in: payload) ?? "", message: Quoted.value(after: "msg=", in: payload) ?? payload,
                error: Quoted.value(after: "error=", in: payload))
        } else if payload.hasPrefix("{\"") {
            self = LogEntry(
                level: Quoted.value(after: "\"level\":", in: payload) ?? "",
                message: Quoted.value(after: "\"msg\":", in: payload) ?? payload,
                error: Quoted.value(after: "\"error\":", in: payload))
        } else {
            let text = payload.trimmed
            // A program's own date comes first: `2026-11-30 05:03:44.100 [FATAL][9] startup.go 118: …` of Calico.
            let words = text.drop { "0123456789-:.,/ TZ".contains($0) }
            let isFatal = ["panic: ", "fatal error: ", "[FATAL]", "FATAL"].contains { words.hasPrefix($0) }
            let isError = ["Error: ", "error: ", "ERROR", "[ERROR]", "[emerg]"].contains { words.hasPrefix($0) }
            let isWarning = words.hasPrefix("[WARNING]") || words.hasPrefix("[WARN]")
            weight = isFatal ? .fatal : isError ? .error : isWarning ? .warning : Self.isSuspect(text) ? .suspect : .plain
            self.text = text
        }
    }

    private init(_ klog: KlogLine) {
        let message = Quoted.value(after: "", in: klog.message)
        let error = Quoted.value(after: " err=", in: klog.message)
        isOpen = klog.message.hasSuffix("err=<")
        switch klog.level {
        case "F": weight = .fatal
        case "E": weight = message == "command failed" ? .commandFailed : .error
        case "W": weight = .warning
        default: weight = .plain
        }
        if message == "command failed", let error {
            text = error
        } else if let message, let error {
            text = "\(message): \(error)"
        } else if let message, isOpen {
            text = "\(message):"
        } else {
            text = klog.message
        }
    }

    private init(level: String, message: String, error: String?) {
        switch level {
        case "fatal", "panic", "dpanic": weight = .fatal
        case "error": weight = .error
        case "warn", "warning": weight = .warning
        default: weight = .plain
        }
        text = error.map { "\(message): \($0)" } ?? message
    }

    private static func bare(_ key: String, in text: String) -> String? {
        guard let range = text.firstRange(of: key) else { return nil }
        return String(text[range.upperBound...].prefix { $0.isLetter })
    }

    /// Words of a line without a level that tell of a failure.
    private static func isSuspect(_ text: String) -> Bool {
        let words = [
            "error", "fail", "fatal", "cannot", "can't", "could not", "unable", "denied", "refused", "invalid", "unknown",
            "no such",
            "not found", "exception", "already in use", "abort",
        ]
        let text = text.prefix(600).lowercased()
        return words.contains { text.contains($0) }
    }
}

/// A line of klog: `E1130 04:26:20.919439  178196 run.go:72] "command failed" err="…"`.
struct KlogLine {
    var level: Character
    var message: String

    init?(_ line: String) {
        let bytes = Array(line.utf8.prefix(200))
        guard bytes.count > 20, "IWEF".utf8.contains(bytes[0]), bytes[1...4].allSatisfy({ (48...57).contains($0) }),
            bytes[5] == 32,
            let close = line.utf8.prefix(200).firstIndex(of: UInt8(ascii: "]"))
        else { return nil }
        level = Character(Unicode.Scalar(bytes[0]))
        message = line[line.index(after: close)...].trimmed
    }
}

/// Go's quoted strings within a log line.
enum Quoted {
    /// The string in quotes that comes right after a key, unquoted; nil where none does.
    static func value(after key: String, in text: String) -> String? {
        var start = text.startIndex
        if !key.isEmpty {
            guard let range = text.firstRange(of: key) else { return nil }
            start = range.upperBound
        }
        guard start < text.endIndex, text[start] == "\"" else {
            return key.isEmpty || start == text.endIndex || key.hasSuffix(":") || text[start] == "<"
                ? nil : String(text[start...].prefix { $0 != " " })
        }
        return unquote(text[text.index(after: start)...])
    }

    /// Up to the closing quote, with its escapes undone; a cut line has none.
    private static func unquote(_ text: Substring) -> String {
        var out = ""
        var isEscaped = false
        for character in text {
            if isEscaped {
                switch character {
                case "n": out += "\n"
                case "t": out += "\t"
                default: out.append(character)
                }
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else if character == "\"" {
                break
            } else {
                out.append(character)
            }
        }
        return out
    }
}
