import Applying
import Diagnosis
import Facts
import FoundationEssentials
import Glibc
import Hosts
import Planning
import Steps
import Text

/// `drydock apply STEPS.json`: does the steps of this machine.
public struct ApplyJob: Sendable {
    let settings: Settings
    let format: ListFormat
    /// Nothing is changed; what would be is told.
    let looksOnly: Bool
    /// Some of the steps, by key; all where empty.
    let only: [String]
    /// The last step that is done; all where nil.
    let until: String?
    /// The machine's name where steps that destroy are agreed to.
    let destroys: String?

    public init(settings: Settings, format: ListFormat, looksOnly: Bool, only: [String], until: String? = nil, destroys: String?)
    {
        self.until = until
        self.settings = settings
        self.format = format
        self.looksOnly = looksOnly
        self.only = only
        self.destroys = destroys
    }

    /// The report as JSON, one object a step.
    private struct Report: Encodable {
        struct Part: Encodable {
            let id, title, machine: String
            let risk: Risk
            let state: StepEnd.State
            let changes: [String]
            let says: String
        }
        let schemaVersion = 1
        let steps: [Part]
        /// Where the output of the commands stands, where a step failed.
        let log: String?
        /// Why a step failed.
        let causes: [FailureDiagnosis.Cause]?
    }

    /// Does them in their order; gives the exit status.
    func run(_ file: StepsFile, values: String?) throws -> Int32 {
        var steps = try chosen(file)
        guard geteuid() == 0 else {
            throw Refusal("Run this as root: the steps read files that only root may read.", status: 3)
        }
        if settings.isReadOnly, !looksOnly {
            throw Refusal("--read-only allows no changes; --check shows what would change.", status: 2)
        }
        try agreed(steps, file.machine)
        steps = try safe(steps)
        let knowledge = try KnowledgeLoading.load(settings.knowledgeFolders)
        let examination = Examination(knowledge: knowledge)
        let look = CheckLook(knowledge: knowledge, host: LocalHost())
        if !looksOnly {
            try HalfMadeCleaning(settings: settings, format: format, destroys: destroys)
                .clean(steps, file.environment, of: file.name, on: file.machine)
        }
        let head = JournalEntry.Head(
            name: file.name, machine: file.machine, environment: file.environment, steps: steps)
        let run = LocalRun(head, values: try StepValues.read(values), look: look.holds)
        let done = looksOnly ? Done(ends: preview(run)) : try carryOut(run, examination)
        let (ends, made) = (done.ends, done.made)
        let causes = looksOnly ? [] : FailureDiagnosis.look(ends, knowledge)
        if format == .json {
            Output.write(try Self.json(ends, log: done.log, causes: causes))
        } else {
            Output.write(FailureDiagnosis.text(causes, settings.paint, width: min(Output.width, 100)))
        }
        if let place = try LearnedValues.keep(made) { Output.note("What the other machines need is in \(place).") }
        if !looksOnly { keepHealthy(ends, examination) }
        if let last = ends.last, last.state != .stopped, let says = last.says { Output.note("\(last.step.title) \(says)") }
        return status(ends)
    }

    private func preview(_ run: LocalRun) -> [StepEnd] {
        let ends = Waiting.run { await run.preview() }
        let text = FixText(paint: settings.paint, width: Output.isTerminal ? min(Output.width, 100) : 80)
        if format == .text { for end in ends { Output.write(Self.text(end) + text.differences(end)) } }
        return ends
    }

    /// What a run came to.
    private struct Done {
        var ends: [StepEnd]
        var made: [Placeholder: String] = [:]
        var log: String?
    }

    private func carryOut(_ run: LocalRun, _ examination: Examination) throws -> Done {
        let lock = try LocalState.lock("apply \(run.head.name)")
        // A run that was cut off goes on by the notes of its steps, of the same plan or of a newer one; what it did can still be taken back.
        if let open = try LocalState.open() {
            try LocalState.close(
                LocalState.journal(of: open), isWell: false, "It was cut off; \(run.head.name) was applied after it.")
        }
        let journal = LocalState.journal(of: run.head)
        let isText = format == .text
        let live = LiveRun(settings, isText: isText, commands: BringUpWatch.commands(examination, LocalHost()))
        let (ends, made) = withExtendedLifetime(lock) {
            Waiting.run {
                await run.carryOut(journal, watch: live.watch) { end in if isText { live.write(Self.text(end)) } }
            }
        }
        live.end()
        if let stopped = StopText.sentences(ends, of: run.head.steps.count) {
            Output.note(stopped.joined(separator: "\n"))
        } else {
            try LocalState.close(journal, isWell: ends.allSatisfy { $0.status == 0 }, ends.last?.says)
        }
        if isText { Output.write(LiveRun.failure(ends, log: journal.logPath, settings.paint)) }
        return Done(ends: ends, made: made, log: ends.allSatisfy(\.isWell) ? nil : journal.logPath)
    }

    /// With a snapshot of etcd before what takes its data away; refused where the others would lose their quorum.
    private func safe(_ steps: [Step]) throws -> [Step] {
        guard steps.contains(where: EtcdSafeguard.isNeeded) else { return steps }
        let examination = Examination(knowledge: try KnowledgeLoading.load(settings.knowledgeFolders))
        let facts = Waiting.run { await examination.look(at: LocalHost()) }
        let radius = BlastRadius(of: steps, on: Derivations.complete(facts))
        for sentence in radius.sentences { Output.note(sentence) }
        if let refusal = radius.refusals.first { throw Refusal(refusal, status: 3) }
        return EtcdSafeguard.added(to: steps, on: facts)
    }

    private func status(_ ends: [StepEnd]) -> Int32 {
        if let end = ends.first(where: { !$0.isWell }) { return end.status > 1 ? 3 : 1 }
        return ends.contains { $0.state == .wouldChange } ? 1 : 0
    }

    private func chosen(_ file: StepsFile) throws(Refusal) -> [Step] {
        if let unknown = (only + [until].compactMap { $0 }).first(where: { key in !file.steps.contains { $0.key == key } }) {
            let near = NearestWord.to(unknown, among: file.steps.map(\.key)).map { " Did you mean \($0)?" } ?? ""
            throw Refusal("There is no step \"\(unknown)\" in this file.\(near)", status: 2)
        }
        let steps = only.isEmpty ? file.steps : file.steps.filter { only.contains($0.key) }
        guard let until, let last = steps.lastIndex(where: { $0.key == until }) else { return steps }
        return Array(steps[...last])
    }

    private func agreed(_ steps: [Step], _ machine: String) throws(Refusal) {
        guard !looksOnly, let step = steps.first(where: { $0.risk == .destroys }), destroys != machine else { return }
        throw Refusal(
            "\(step.title) This destroys what cannot be restored. If you mean it, add --destroy \(machine).", status: 3)
    }

    private func keepHealthy(_ ends: [StepEnd], _ examination: Examination) {
        guard ends.allSatisfy(\.isWell), ends.contains(where: { $0.state == .changed }) else { return }
        let path = Waiting.run {
            let host = LocalHost()
            return await HealthyState.keep(examination.report(on: await examination.look(at: host)), examination, host)
        }
        if let path { Output.note("Nothing is wrong here now; what the machine is like is kept for diagnose --against \(path)") }
    }

    private static func json(_ ends: [StepEnd], log: String?, causes: [FailureDiagnosis.Cause]) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let parts = ends.map { end in
            Report.Part(
                id: end.step.id, title: end.step.title, machine: end.step.machine, risk: end.step.risk, state: end.state,
                changes: end.changes, says: end.says ?? end.step.title)
        }
        return String(
            decoding: try encoder.encode(Report(steps: parts, log: log, causes: causes.isEmpty ? nil : causes)), as: UTF8.self)
            + "\n"
    }

    private static func text(_ end: StepEnd) -> String {
        let word =
            switch end.state {
            case .unchanged: "unchanged"
            case .changed: "done"
            case .wouldChange: "would change"
            case .failed: "failed"
            case .waits: "waits for you"
            case .lacksValue: "lacks a value"
            case .stopped: "stopped"
            }
        return "\(end.step.key): \(word)\n" + end.changes.map { "    \($0)\n" }.joined()
    }
}
