import Applying
import Steps

/// `--undo` of `drydock fix` and `drydock apply`: takes back what the newest run did that stands.
public struct UndoJob: Sendable {
    let settings: Settings
    let format: ListFormat
    let mode: FixJob.Mode

    public init(settings: Settings, format: ListFormat, mode: FixJob.Mode) {
        self.settings = settings
        self.format = format
        self.mode = mode
    }

    /// What became of each step, newest first.
    private struct Report: Encodable {
        let schemaVersion = 1
        let run, name: String
        let steps: [StepEndLine]
    }

    public func run() throws -> Int32 {
        try LocalState.demandRoot()
        if settings.isReadOnly, mode != .check {
            throw Refusal("--read-only allows no changes; --check shows what would be taken back.", status: 2)
        }
        if mode == .ask { try Consent.demand(format) }
        guard let run = try LocalState.newest(where: { !$0.standing.isEmpty }) else {
            throw Refusal("No run of drydock on this machine has left anything that could be taken back.", status: 3)
        }
        let lock = mode == .check ? nil : try LocalState.lock("undo \(run.head.name)")
        return try withExtendedLifetime(lock) { try offered(run) }
    }

    private func offered(_ run: JournalRun) throws -> Int32 {
        let text = FixText(paint: settings.paint, width: Output.isTerminal ? min(Output.width, 100) : 80)
        let isText = format == .text
        if mode != .yes {
            let ends = Waiting.run { await TakingBack(run, by: LocalDoer(run: run.name), journal: nil).carryOut() }
            if isText {
                let opening = "Of the run \(run.head.name), begun at \(run.name), this would be taken back:"
                Output.write(Wrap.lines(opening, width: text.width).joined(separator: "\n") + "\n\n")
                for end in ends { Output.write(text.taken(end)) }
            }
            if mode == .check {
                try write(run, ends)
                return ends.contains { $0.state != .unchanged } ? 1 : 0
            }
            guard Consent.isGiven("Take it back?") else { return 1 }
        }
        let ends = try takeBack(run)
        try write(run, ends)
        return ends.allSatisfy(\.isWell) ? 0 : 1
    }

    /// Takes a run back, under the lock, and tells each step.
    func takeBack(_ run: JournalRun) throws -> [StepEnd] {
        let text = FixText(paint: settings.paint, width: Output.isTerminal ? min(Output.width, 100) : 80)
        let isText = format == .text
        let journal = LocalState.journal(of: run)
        let live = LiveRun(settings, isText: isText)
        let ends = Waiting.run {
            await TakingBack(run, by: LocalDoer(run: run.name, journal: journal, watch: live.watch), journal: journal)
                .carryOut { end in if isText { live.write(text.ended(end)) } }
        }
        live.end()
        if isText { Output.write(LiveRun.failure(ends, log: journal.logPath, text.paint)) }
        if ends.contains(where: { $0.state == .stopped }) { Output.note("drydock fix --undo takes back the rest.") }
        return ends
    }

    private func write(_ run: JournalRun, _ ends: [StepEnd]) throws {
        guard format == .json else { return }
        Output.write(try JSONText.of(Report(run: run.name, name: run.head.name, steps: ends.map(StepEndLine.init))))
    }
}
