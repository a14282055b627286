import Applying
import Diagnosis
import Facts
import Hosts
import Planning
import Steps

/// `--undo` of `drydock fix` and `drydock apply`: takes back what the newest run did that stands.
public struct UndoJob: Sendable {
    let settings: Settings
    let format: ListFormat
    let mode: FixJob.Mode
    /// The run that is taken back; the newest that stands where nil.
    let name: String?

    public init(settings: Settings, format: ListFormat, mode: FixJob.Mode, run: String? = nil) {
        name = run
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
        let run = try meant()
        try refuse(run)
        let lock = mode == .check ? nil : try LocalState.lock("undo \(run.head.name)")
        return try withExtendedLifetime(lock) { try offered(run) }
    }

    private func meant() throws(Refusal) -> JournalRun {
        if let name {
            let run = try LocalState.run(name)
            if run.standing.isEmpty { throw Refusal("Nothing is left of the run \(name) that could be taken back.", status: 3) }
            return run
        }
        guard let run = try LocalState.newest(where: { !$0.standing.isEmpty }) else {
            throw Refusal("No run of drydock on this machine has left anything that could be taken back.", status: 3)
        }
        return run
    }

    private func refuse(_ run: JournalRun) throws {
        guard Self.takesEtcd(run) else { return }
        let examination = Examination(knowledge: try KnowledgeLoading.load(settings.knowledgeFolders))
        let facts = Waiting.run { await examination.look(at: LocalHost()) }
        if let refusal = Self.refusal(run, on: facts) { throw Refusal(refusal, status: 3) }
    }

    private static func takesEtcd(_ run: JournalRun) -> Bool { wayBack(run).contains(where: EtcdSafeguard.isNeeded) }

    /// The steps' own ways back, as steps.
    private static func wayBack(_ run: JournalRun) -> [Step] {
        run.standing.map({ Reversal($0) }).filter(\.isOwn).map { reversal in
            var step = reversal.step
            step.actions = reversal.actions
            return step
        }
    }

    /// Why a run must not be taken back now: a cluster is only while nothing of a person's runs in it, and a member of etcd only where the
    /// others are a quorum.
    static func refusal(_ run: JournalRun, on facts: FactSet) -> String? {
        guard takesEtcd(run) else { return nil }
        let facts = Derivations.complete(facts)
        let pods = BlastRadius.ownPods(facts).sorted()
        guard pods.isEmpty else {
            let names = pods.prefix(5).joined(separator: ", ") + (pods.count > 5 ? ", …" : "")
            return
                "Taking this back ends the cluster on this machine, and pods of yours run on it: \(names). Move or delete them first."
        }
        return BlastRadius(of: wayBack(run), on: facts).refusals.first
    }

    /// Where this run cannot be taken back, an older one may be: what the newer one did stands on it only where both changed the same file,
    /// and such a file is left.
    private func tellOlder(_ run: JournalRun) throws(Refusal) {
        guard name == nil, let part = run.standing.first, Reversal(part).obstacle != nil else { return }
        let older = try LocalState.newest { other in
            other.name < run.name && other.standing.first.map { Reversal($0).obstacle == nil } ?? false
        }
        guard let older else { return }
        Output.note("The run before it can be taken back: drydock fix --undo \(older.name), which was \(older.head.name).")
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
                try tellOlder(run)
                return ends.contains { $0.state != .unchanged } ? 1 : 0
            }
            guard Consent.isGiven("Take it back?") else { return 1 }
        }
        let ends = try takeBack(run)
        try write(run, ends)
        try tellOlder(run)
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
