/// What a text's lines show together: how surely, how often, how late.
struct Tally: Sendable {
    struct Seen: Sendable {
        /// How surely its best line shows it and how bad that line takes it to be.
        var value: Double
        var count: Int
        var lastLine: Int
        /// When the first and the last of its lines were written, in seconds; nil where they say no time.
        var firstTime: Int?
        var lastTime: Int?
        var line: String
        var program: String?
        var isCommon: Bool
        /// A line says by how it ends what this one leaves open.
        var explainedBy: Int?
        /// How many letters of the text that showed it say something.
        var meaning = 0.0
        /// Every line that shows it is one that healthy nodes write while they start.
        var isPassing: Bool
        /// Every line that shows it ends with it.
        var isHeading = true
    }

    private(set) var seen: [Int: Seen] = [:]

    /// A line's ways on beyond these are not worth counting.
    private static let mostVerdicts = 12
    /// Beyond this weight a text is as sure as can be: which is longer then says little.
    private static let sure = 40.0
    /// In fewer lines none is late.
    private static let shortLog = 50

    var isEmpty: Bool { seen.isEmpty }
    /// Only how errors end was seen, not what they are.
    var isCommon: Bool { seen.values.allSatisfy(\.isCommon) }

    /// Only what begins lists was seen, such as `Some fatal errors occurred:`, not what stands in them.
    var isHeadingOnly: Bool { !isEmpty && seen.values.allSatisfy(\.isHeading) }

    mutating func take(
        _ verdicts: [LineJudging.Verdict], _ reading: LineReading, number: Int, time: Int? = nil,
        line: @autoclosure () -> String
    ) {
        var text: String?
        for verdict in verdicts.prefix(Self.mostVerdicts) {
            let weight = min(verdict.weight, Self.sure) + max(0, verdict.weight - Self.sure) * 0.1
            let value = weight * Self.factor(reading.level)
            var entry =
                seen[verdict.topic]
                ?? Seen(value: -1, count: 0, lastLine: 0, line: "", program: nil, isCommon: true, isPassing: true)
            entry.count += 1
            entry.lastLine = max(entry.lastLine, number)
            if let time { (entry.firstTime, entry.lastTime) = (entry.firstTime ?? time, time) }
            entry.isCommon = entry.isCommon && verdict.isCommon
            entry.explainedBy = verdict.explainedBy ?? entry.explainedBy
            entry.isPassing = entry.isPassing && verdict.isPassing
            entry.isHeading = entry.isHeading && verdict.isHeading
            entry.meaning = max(entry.meaning, verdict.meaning)
            if value >= entry.value {
                // Lines that show the same differ in names and times only: one in sixteen is new enough.
                if value > entry.value || entry.count < 16 || entry.count % 16 == 0 {
                    let shown = text ?? line()
                    text = shown
                    entry.line = shown
                }
                (entry.value, entry.program) = (value, reading.program)
            }
            seen[verdict.topic] = entry
        }
    }

    private static func factor(_ level: LineReading.Level) -> Double {
        switch level {
        case .information: 0.4
        case .warning: 0.7
        case .unsaid: 1
        case .error: 1.2
        case .fatal: 1.8
        }
    }

    /// What is known of a text's end.
    struct End: Sendable {
        /// How many lines the text has.
        var lines: Int
        /// When its last line was written, in seconds; nil where it says no time.
        var time: Int?
        /// Longer texts are logs, in which what has stopped is past.
        var isLog: Bool { lines > Tally.shortLog }
    }

    struct Valued: Sendable {
        var topic: Int
        var value: Double
        var seen: Seen
        /// It has stopped before the log ends.
        var isPast: Bool
    }

    /// Best first: what is sure and bad, then what is late and often.
    func ordered(_ end: End) -> [Valued] {
        let valued = seen.compactMap { topic, seen -> Valued? in
            guard end.isLog else {
                return Valued(topic: topic, value: min(seen.value * share(of: seen), most(of: seen)), seen: seen, isPast: false)
            }
            if seen.isPassing, !seen.lasts(end) { return nil }
            var value = seen.value
            let place = Double(seen.lastLine) / Double(max(end.lines, 1))
            value *= 0.5 + 0.5 * min(1, place / 0.8)
            value *= 1 + 0.1 * Double(min(6, Int.bitWidth - seen.count.leadingZeroBitCount))
            return Valued(topic: topic, value: value, seen: seen, isPast: seen.hasStopped(end))
        }
        return explained(valued).sorted { ($0.value, $1.topic) > ($1.value, $0.topic) }
    }

    /// `Some fatal errors occurred:` says less than the lines behind it that are known.
    private func share(of heading: Seen) -> Double {
        heading.isHeading && seen.values.contains { !$0.isHeading && !$0.isCommon && $0.lastLine > heading.lastLine } ? 0.2 : 1
    }

    /// What systemd says of a unit that ended says less than the unit's own words beside it.
    private func most(of result: Seen) -> Double {
        guard result.program == "systemd" else { return .infinity }
        let own = seen.values.filter { $0.program != "systemd" && !$0.isCommon && !$0.isPassing && !$0.isHeading }
        return own.map(\.value).max().map { $0 * 0.98 } ?? .infinity
    }

    /// What explains another goes before it: `timed out` on the last line is as sure as what the line before gave as the reason.
    private func explained(_ valued: [Valued]) -> [Valued] {
        var most: [Int: Double] = [:]
        for entry in valued {
            if let by = entry.seen.explainedBy, by != entry.topic { most[by] = max(most[by] ?? 0, entry.value * 1.02) }
        }
        return valued.map { entry in
            var entry = entry
            if let least = most[entry.topic], !entry.isPast { entry.value = max(entry.value, least) }
            return entry
        }
    }
}

extension Tally.Seen {
    /// What comes once is over after this time of other lines, what comes again and again after some of its intervals, in seconds.
    private static let longQuiet = 120
    private static let shortQuiet = 60
    private static let intervals = 4

    /// Whether the log goes on for long without it.
    func hasStopped(_ end: Tally.End) -> Bool {
        guard let last = lastTime, let first = firstTime, let time = end.time else { return false }
        let quiet = time - last
        guard count > 1 else { return quiet >= Self.longQuiet }
        return quiet >= max(Self.shortQuiet, Self.intervals * (last - first) / (count - 1))
    }

    /// What healthy nodes write while they start says something where it goes on for minutes, up to the end.
    func lasts(_ end: Tally.End) -> Bool {
        guard let last = lastTime, let first = firstTime else { return lastLine * 10 >= end.lines * 9 }
        return last - first >= Self.shortQuiet && count >= (last - first) / 60 && !hasStopped(end)
    }
}
