/// What systemd itself writes into a unit's journal about the unit's runs.
enum UnitMark: Equatable {
    case starting, started, stopping, stopped
    /// The unit was started and did not come up.
    case notStarted
    /// The main process ended.
    case exited
    /// The run ended in failure.
    case failed
    /// The run ended well.
    case ended
    /// systemd starts it again by itself.
    case scheduled

    /// What every such line holds; as a pattern it goes into the pass over the log.
    static let pattern = "systemd[1]: "

    /// Reads a line of `journalctl -o short-unix`; nil where systemd says nothing of a run. The texts are systemd 239's to 257's
    /// (src/core/job.c, service.c, unit.c).
    init?(_ line: UnsafeRawBufferPointer) {
        guard let start = UnitMark.message(in: line) else { return nil }
        if let mark = UnitMark.ofUnit.first(where: { UnitMark.stands($0.words, in: line, at: start) }) {
            self = mark.mark
            return
        }
        // `kubelet.service: Main process exited, …`
        var at = start
        while at + 2 < line.count, line[at] != UInt8(ascii: ":") || line[at + 1] != UInt8(ascii: " ") { at += 1 }
        guard let mark = UnitMark.ofProcess.first(where: { UnitMark.stands($0.words, in: line, at: at + 2) }) else { return nil }
        self = mark.mark
    }

    private static let ofUnit: [(words: StaticString, mark: UnitMark)] = [
        ("Started ", .started), ("Starting ", .starting), ("Stopping ", .stopping), ("Stopped ", .stopped),
        ("Failed to start ", .notStarted),
    ]
    private static let ofProcess: [(words: StaticString, mark: UnitMark)] = [
        ("Main process exited, code=", .exited), ("Failed with result '", .failed), ("Deactivated successfully.", .ended),
        ("Succeeded.", .ended), ("Scheduled restart job, restart counter is at ", .scheduled),
    ]

    private static func stands(_ words: StaticString, in line: UnsafeRawBufferPointer, at start: Int) -> Bool {
        guard start + words.utf8CodeUnitCount <= line.count else { return false }
        for offset in 0..<words.utf8CodeUnitCount where line[start + offset] != words.utf8Start[offset] { return false }
        return true
    }

    private static let words: StaticString = "systemd[1]: "

    /// Where systemd's message begins; nil where the line is another program's.
    static func message(in line: UnsafeRawBufferPointer) -> Int? {
        // Time, host and name come first: 300 bytes hold the longest host name.
        let last = min(line.count - words.utf8CodeUnitCount, 300)
        var at = 0
        while at < last {
            if line[at] == UInt8(ascii: "s"), stands(words, in: line, at: at) { return at + words.utf8CodeUnitCount }
            at += 1
        }
        return nil
    }
}
