import Facts
import Patterns

/// Gathers from the kubelet's and the runtime's logs what the runtime refused, and when each step last succeeded.
final class RefusalTally {
    /// Older lines than this before the next of their kind are of another incident, in seconds.
    private static let pause = 600
    /// More reasons than one node has.
    private static let most = 200
    /// How much of a line is read, in bytes: reasons stand near its beginning.
    private static let longest = 8192

    private struct Entry {
        var line: RefusalLine
        var pods: [String] = []
        var count = 0
        var since, last: Int
        var evidence: String
    }

    private let log: NodeLog
    private let times: LogTimeReader
    private let forms: [Int: RefusalForm]
    private var entries: [String: Entry] = [:]
    private var successes: [String: Int] = [:]

    /// - Parameter patterns: the set's patterns, by whose indexes lines name what they match.
    init(log: NodeLog, times: LogTimeReader, patterns: [Pattern]) {
        self.log = log
        self.times = times
        var forms: [Int: RefusalForm] = [:]
        for (index, pattern) in patterns.enumerated() {
            if let form = RefusalForm.byPattern[pattern.source], form.log == log.name { forms[index] = form }
        }
        self.forms = forms
    }

    /// Takes a matching line.
    func take(_ line: LogLine) {
        guard !forms.isEmpty, let form = line.patterns.lazy.compactMap({ self.forms[$0] }).first,
            let time = times.read(line.bytes)?.seconds
        else { return }
        let text = String(decoding: line.bytes.prefix(Self.longest), as: UTF8.self)
        if form.isSuccess, let step = form.step { return succeed(step, text, time) }
        guard let refusal = RefusalLine(text, step: form.step) else { return }
        add(refusal, time, String(text.prefix(600)))
    }

    private func succeed(_ step: RefusalForm.Step, _ text: String, _ time: Int) {
        guard step == .pull else { return successes[step.rawValue] = time }
        guard let image = text.split(separator: "\"").first(where: { $0.contains("/") && !$0.contains(" ") }) else { return }
        successes["pull|\(image.filter { $0 != "\\" })"] = time
    }

    private func add(_ refusal: RefusalLine, _ time: Int, _ evidence: String) {
        let subject = refusal.step == .pull ? refusal.image ?? "" : Self.masked(refusal.text)
        let key = "\(refusal.step.rawValue)|\(subject)"
        var entry = entries[key] ?? Entry(line: refusal, since: time, last: time, evidence: evidence)
        if time - entry.last > Self.pause || success(refusal).map({ $0 > entry.last }) ?? false {
            entry = Entry(line: refusal, since: time, last: time, evidence: evidence)
        }
        if !refusal.isBackOff || entry.line.isBackOff {
            entry.line = refusal
            entry.evidence = evidence
        }
        entry.count += 1
        entry.last = max(entry.last, time)
        if let pod = refusal.pod, !entry.pods.contains(pod), entry.pods.count < 20 { entry.pods.append(pod) }
        entries[key] = entry
        if entries.count > Self.most, let oldest = entries.min(by: { $0.value.last < $1.value.last }) {
            entries[oldest.key] = nil
        }
    }

    private func success(_ refusal: RefusalLine) -> Int? {
        successes[refusal.step == .pull ? "pull|\(refusal.image ?? "")" : refusal.step.rawValue]
    }

    /// The reason without what differs from try to try: ids, digests, ports, process numbers.
    static func masked(_ text: String) -> String {
        var out = ""
        for word in text.split(omittingEmptySubsequences: false, whereSeparator: { !$0.isLetter && !$0.isNumber }) {
            let isNumber = word.count >= 3 && word.allSatisfy(\.isNumber)
            let isID = word.count >= 8 && word.allSatisfy(\.isHexDigit) && word.contains(where: \.isNumber)
            out += isNumber || isID ? "…" : String(word)
            out += " "
        }
        return out
    }

    /// The rows of this log and the steps' successes; the probe joins those of the two logs.
    func result() -> (entries: [Row<RefusalFacts.LoggedRefusal>], successes: [String: Int]) {
        let rows = entries.values.sorted { ($0.last, $0.line.text) < ($1.last, $1.line.text) }.map { entry in
            Row<RefusalFacts.LoggedRefusal>(
                [
                    .step: .text(entry.line.step.rawValue), .image: .text(ifAny: entry.line.image),
                    .pods: .list(entry.pods.sorted()),
                    .text: .text(entry.line.text), .code: .text(ifAny: entry.line.code), .count: .integer(entry.count),
                    .since: .instant(Instant(seconds: entry.since)), .last: .instant(Instant(seconds: entry.last)),
                ],
                from: Source(
                    entry.count > 1 ? "\(log.shownAs) (\(entry.count) times)" : log.shownAs, entry.evidence,
                    at: Instant(seconds: entry.last)))
        }
        return (rows, successes)
    }

    /// The rows of several logs, each with the newest success of its step.
    static func join(_ results: [(entries: [Row<RefusalFacts.LoggedRefusal>], successes: [String: Int])]) -> [Row<
        RefusalFacts.LoggedRefusal
    >] {
        var successes: [String: Int] = [:]
        for result in results { successes.merge(result.successes) { max($0, $1) } }
        return results.flatMap(\.entries).map { row in
            var row = row
            let step = row.text(.step) ?? ""
            let key = step == "pull" ? "pull|\(row.text(.image) ?? "")" : step
            row[.succeeded] = .instant(ifAny: successes[key].map(Instant.init(seconds:)))
            return row
        }.sorted { ($0.text(.step) ?? "", $0.text(.text) ?? "") < ($1.text(.step) ?? "", $1.text(.text) ?? "") }
    }
}
