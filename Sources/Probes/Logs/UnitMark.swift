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
        let text = String(decoding: line[start...].prefix(400), as: UTF8.self)
        switch text {
        case _ where text.hasPrefix("Started "): self = .started
        case _ where text.hasPrefix("Starting "): self = .starting
        case _ where text.hasPrefix("Stopping "): self = .stopping
        case _ where text.hasPrefix("Stopped "): self = .stopped
        case _ where text.hasPrefix("Failed to start "): self = .notStarted
        case _ where text.contains(": Main process exited, code="): self = .exited
        case _ where text.contains(": Failed with result '"): self = .failed
        case _ where text.hasSuffix(": Deactivated successfully.") || text.hasSuffix(": Succeeded."): self = .ended
        case _ where text.contains(": Scheduled restart job, restart counter is at "): self = .scheduled
        default: return nil
        }
    }

    private static let bytes = Array(pattern.utf8)

    /// Where systemd's message begins; nil where the line is another program's.
    static func message(in line: UnsafeRawBufferPointer) -> Int? {
        // Time, host and name come first: 300 bytes hold the longest host name.
        let last = min(line.count - bytes.count, 300)
        var at = 0
        while at < last {
            if line[at] == bytes[0], line[at + 8] == bytes[8], line[(at)..<(at + bytes.count)].elementsEqual(bytes) {
                return at + bytes.count
            }
            at += 1
        }
        return nil
    }
}
