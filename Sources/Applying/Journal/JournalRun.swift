import FoundationEssentials
import Glibc
import Steps
import Text

/// A run as its journal tells it.
public struct JournalRun: Sendable, Equatable {
    /// The run's name: when it began.
    public var name: String
    public var head: JournalEntry.Head
    /// The steps that changed something, in their order.
    public var parts: [Part] = []
    /// Nil where it was cut off.
    public var closed: JournalEntry.Closed?
    /// Whether the command before is watched.
    private var isWatched = false

    /// A step, and what it did.
    public struct Part: Sendable, Equatable {
        public var step: Step
        public var begun: JournalEntry.Begun
        public var writes: [JournalEntry.Written] = []
        public var commands: [String] = []
        /// How its last command that is watched ended: -1 where it did not; nil where there is none.
        public var watched: Int?
        /// Nil where it was cut off.
        public var end: JournalEntry.End?
        public var isUndone = false
    }

    /// The steps that stand, newest first.
    public var standing: [Part] { parts.filter { !$0.isUndone }.reversed() }

    /// Whether it was cut off, and something is left to be done or taken back.
    public var isOpen: Bool { closed == nil && (parts.isEmpty || parts.contains { !$0.isUndone }) }

    /// Units that did not run when the run began, as far as a step noted them.
    var downAtFirst: Set<String> {
        let first = Dictionary(parts.flatMap(\.begun.units).map { ($0.name, $0) }) { first, _ in first }
        return Set(first.values.filter { !$0.isUp }.map(\.name))
    }

    init(name: String, head: JournalEntry.Head) {
        self.name = name
        self.head = head
    }

    /// The runs whose journals are there, oldest first.
    public static func names(below state: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(state)/\(Journal.folder)")) ?? []
        return names.filter { $0.hasSuffix(".jsonl") && !$0.hasPrefix(".") }.map { String($0.dropLast(6)) }.sorted()
    }

    /// The newest run for which something holds.
    public static func newest(below state: String, where isMeant: (JournalRun) -> Bool) throws(DoerError) -> JournalRun? {
        for name in names(below: state).reversed() {
            guard let run = try read(name, below: state), isMeant(run) else { continue }
            return run
        }
        return nil
    }

    /// Reads a run's journal; nil where it was cut off before its first line was whole: then nothing was done.
    public static func read(_ name: String, below state: String) throws(DoerError) -> JournalRun? {
        let path = "\(state)/\(Journal.folder)/\(name).jsonl"
        guard let bytes = WholeFile.read(path) else {
            throw DoerError("The journal \(path) could not be read: \(WholeFile.reason()).")
        }
        // A line without its end was cut off: what it announces was not done.
        let lines = bytes.split(separator: 10, omittingEmptySubsequences: false).dropLast()
        var run: JournalRun?
        for (index, line) in lines.enumerated() where !line.isEmpty {
            let entry = try Self.entry(Array(line), "\(path):\(index + 1)")
            if case .run(let head) = entry {
                run = JournalRun(name: name, head: head)
            } else {
                guard run != nil else {
                    throw DoerError("\(path):\(index + 1) comes before the line that says what the run does.")
                }
                run?.take(entry)
            }
        }
        return run
    }

    private static func entry(_ line: [UInt8], _ place: String) throws(DoerError) -> JournalEntry {
        struct Version: Decodable {
            struct Head: Decodable { let schemaVersion: Int }
            let run: Head
        }
        let data = Data(line)
        if let version = try? JSONDecoder().decode(Version.self, from: data).run.schemaVersion,
            version > JournalEntry.Head.schemaVersion
        {
            throw DoerError(
                "\(place) is of a newer drydock: it has schemaVersion \(version), this one reads \(JournalEntry.Head.schemaVersion). Use that one."
            )
        }
        do { return try JSONDecoder().decode(JournalEntry.self, from: data) } catch {
            throw DoerError("\(place) is no entry of a journal. Move the file away to go on without it.")
        }
    }

    private mutating func take(_ entry: JournalEntry) {
        switch entry {
        case .run: break
        case .done(let done):
            if isWatched, let status = done.status, !parts.isEmpty { parts[parts.count - 1].watched = status }
            isWatched = false
        case .step(let begun):
            guard let step = head.steps.first(where: { $0.key == begun.step }) else { return }
            // A run that goes on begins a step again: what it was like at first is what counts.
            if parts.contains(where: { $0.step.key == begun.step && !$0.isUndone }) { return }
            parts.append(Part(step: step, begun: begun))
        case .write(let written): change(written.step) { $0.writes.append(written) }
        case .command(let line):
            guard !parts.isEmpty else { return }
            parts[parts.count - 1].commands.append(line)
            isWatched = CommandWatch.isMeant(line.split(separator: " ").map(String.init))
            if isWatched { parts[parts.count - 1].watched = -1 }
        case .end(let end): change(end.step) { $0.end = end }
        case .undone(let end): if !end.failed { change(end.step) { $0.isUndone = true } }
        case .closed(let closed): self.closed = closed
        }
    }

    private mutating func change(_ key: String, _ body: (inout Part) -> Void) {
        guard let at = parts.lastIndex(where: { $0.step.key == key && !$0.isUndone }) else { return }
        body(&parts[at])
    }
}
