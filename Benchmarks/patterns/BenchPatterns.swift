import Glibc
import Patterns

/// How fast one pass finds many patterns in a log.
///
///     bench-patterns make OUT MEGABYTES LOG...   writes a log of the lines of real ones and made-up filler
///     bench-patterns regexes PATTERNS            the patterns as regular expressions, for `rg -f`
///     bench-patterns literals PATTERNS           their required literals, for `rg -F -f`
///     bench-patterns times LOG                   reads each line's time: nanoseconds a line, how many lines have one
///     bench-patterns run LOG PATTERNS [TIMES]    the pass: GB/s of processor time and of wall time, lines, matching lines
///
/// PATTERNS holds one Go format string a line; those without a literal that is long enough are left out, and counted.
@main
struct BenchPatterns {
    static func main() {
        let arguments = Array(CommandLine.arguments.dropFirst())
        switch arguments.first {
        case "make" where arguments.count >= 4:
            SyntheticLog(sources: arguments[3...].map { read($0) }).write(to: arguments[1], megabytes: Int(arguments[2]) ?? 100)
        case "regexes" where arguments.count == 2:
            for pattern in patterns(arguments[1]) { print(regex(pattern.source)) }
        case "literals" where arguments.count == 2:
            for pattern in patterns(arguments[1]) { print(String(decoding: pattern.required, as: UTF8.self)) }
        case "times" where arguments.count == 2: times(log: arguments[1])
        case "run" where arguments.count == 3 || arguments.count == 4:
            run(log: arguments[1], patterns(arguments[2]), times: arguments.count == 4 ? Int(arguments[3]) ?? 1 : 1)
        default:
            print(
                "usage: bench-patterns make OUT MEGABYTES LOG... | regexes PATTERNS | literals PATTERNS | run LOG PATTERNS [TIMES]"
            )
            exit(2)
        }
    }

    static func run(log: String, _ patterns: [Pattern], times: Int) {
        for _ in 0..<times {
            let (wallBefore, cpuBefore) = (clock(CLOCK_MONOTONIC), clock(CLOCK_PROCESS_CPUTIME_ID))
            let set = PatternSet(patterns)
            let compiled = clock(CLOCK_PROCESS_CPUTIME_ID) - cpuBefore
            var scanner = set.scanner()
            var (bytes, matching) = (0, 0)
            var counts = [Int](repeating: 0, count: patterns.count)
            let count = { (line: LogLine) in
                matching += 1
                for index in line.patterns { counts[index] += 1 }
            }
            chunks(of: log) { chunk in
                bytes += chunk.count
                scanner.feed(chunk, count)
            }
            scanner.finish(count)
            let (wall, cpu) = (clock(CLOCK_MONOTONIC) - wallBefore, clock(CLOCK_PROCESS_CPUTIME_ID) - cpuBefore)
            print(
                "\(patterns.count) patterns, \(bytes) bytes, \(scanner.lines) lines, \(matching) matching,",
                "\(counts.count { $0 > 0 }) patterns seen; compiled in \(round(compiled * 1e6) / 1e3) ms;",
                "\(gigabytes(bytes, cpu)) GB/s cpu, \(gigabytes(bytes, wall)) GB/s wall, \(round(wall * 1e3) / 1e3) s")
        }
    }

    static func times(log: String) {
        let bytes = read(log)
        let reader = LogTimeReader(reference: Int(clock(CLOCK_REALTIME)), boot: 0)
        let lines = bytes.split(separator: 10)
        var read = 0
        let before = clock(CLOCK_PROCESS_CPUTIME_ID)
        for line in lines where line.withUnsafeBytes({ reader.read($0) }) != nil { read += 1 }
        let seconds = clock(CLOCK_PROCESS_CPUTIME_ID) - before
        print("\(lines.count) lines, \(read) with a time, \(round(seconds / Double(lines.count) * 1e9)) ns a line")
    }

    static func gigabytes(_ bytes: Int, _ seconds: Double) -> Double { round(Double(bytes) / seconds / 1e7) / 100 }

    static func clock(_ which: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(which, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    static func chunks(of path: String, _ body: (UnsafeRawBufferPointer) -> Void) {
        let file = open(path, O_RDONLY)
        guard file >= 0 else {
            print("\(path) cannot be opened")
            exit(1)
        }
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 << 10, alignment: 4096)
        while true {
            let count = Glibc.read(file, buffer.baseAddress, buffer.count)
            if count <= 0 { break }
            body(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        }
        buffer.deallocate()
        close(file)
    }

    static func read(_ path: String) -> [UInt8] {
        var bytes: [UInt8] = []
        chunks(of: path) { bytes.append(contentsOf: $0) }
        return bytes
    }

    static func patterns(_ path: String) -> [Pattern] {
        let lines = read(path).split(separator: 10).map { String(decoding: $0, as: UTF8.self) }
        let made = lines.compactMap { try? Pattern($0) }
        if made.count < lines.count {
            let note = Array("\(lines.count - made.count) of \(lines.count) patterns are too short\n".utf8)
            write(STDERR_FILENO, note, note.count)
        }
        return made
    }

    /// The pattern as a regular expression: verbs become `.*`, `%d` a number, quotes match with backslashes before them.
    static func regex(_ source: String) -> String {
        var out = ""
        var bytes = Array(source.utf8)[...]
        while let byte = bytes.popFirst() {
            switch byte {
            case UInt8(ascii: "%"):
                let flags = Array("+-# 0123456789.*[]".utf8)
                var verb = bytes.popFirst()
                var isPlain = true
                while let flag = verb, flags.contains(flag) { (verb, isPlain) = (bytes.popFirst(), false) }
                out += verb == UInt8(ascii: "%") ? "%" : verb == UInt8(ascii: "d") && isPlain ? "[-+]?[0-9]+" : ".*"
            case UInt8(ascii: "\\"): continue
            case UInt8(ascii: "\""): out += "\\\\*\""
            case _ where "().[]{}*+?|^$".utf8.contains(byte):
                out += "\\" + String(UnicodeScalar(byte))
            default: out += String(decoding: [byte], as: UTF8.self)
            }
        }
        return out
    }
}
