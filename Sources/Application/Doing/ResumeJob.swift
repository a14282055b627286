import Applying
import Diagnosis
import Facts
import Hosts
import KnowledgeFormat
import Steps

/// `--resume` of `drydock fix`: goes on with the run that was cut off.
public struct ResumeJob: Sendable {
    let settings: Settings
    let format: ListFormat
    /// The file with tokens and keys that the run's files need.
    let values: String?
    /// The machine's name where it is agreed to that what is half made is taken away.
    let destroys: String?

    public init(settings: Settings, format: ListFormat, values: String? = nil, destroys: String? = nil) {
        self.destroys = destroys
        self.settings = settings
        self.format = format
        self.values = values
    }

    private struct Report: Encodable {
        let schemaVersion = 1
        let run, name: String
        let steps: [StepEndLine]
        /// Whether the rule that was to be clear is; nothing where there is none.
        let verified: FixVerification.State?
        /// Where the output of its commands stands, where a step failed.
        let log: String?
        let causes: [FailureDiagnosis.Cause]
    }

    public func run() throws -> Int32 {
        try LocalState.demandRoot()
        if settings.isReadOnly { throw Refusal("--read-only allows no changes.", status: 2) }
        guard let open = try LocalState.open() else {
            throw Refusal("No run of drydock was cut off on this machine.", status: 3)
        }
        try HalfMadeCleaning(settings: settings, format: format, destroys: destroys)
            .clean(open.head.steps, open.head.environment, of: open.head.name, on: open.head.machine)
        let lock = try LocalState.lock("go on with \(open.head.name)")
        return try withExtendedLifetime(lock) { try goOn(open) }
    }

    private func goOn(_ open: JournalRun) throws -> Int32 {
        let examination = Examination(knowledge: try KnowledgeLoading.load(settings.knowledgeFolders))
        let host = LocalHost()
        let text = FixText(paint: settings.paint, width: Output.isTerminal ? min(Output.width, 100) : 80)
        let isText = format == .text
        let run = LocalRun(
            open.head, values: try StepValues.read(values), look: CheckLook(knowledge: examination.knowledge, host: host).holds)
        let journal = LocalState.journal(of: open)
        if isText { Output.write("Going on with \(open.head.name), begun at \(open.name).\n") }
        let live = LiveRun(settings, isText: isText, commands: BringUpWatch.commands(examination, host))
        let (ends, verdict) = Waiting.run {
            let before = examination.report(on: await examination.look(at: host))
            let ends = await run.carryOut(journal, watch: live.watch) { end in if isText { live.write(text.ended(end)) } }
                .ends
            guard let rule = open.head.rule, ends.allSatisfy({ $0.status == 0 }) else {
                return (ends, nil as FixVerification.Verdict?)
            }
            let risk = open.head.steps.map(\.risk).max() ?? .looks
            return (
                ends,
                await FixVerification(examination: examination, host: host).verify(
                    rule, before: before, risk: risk, stop: live.watch.stop
                ) { _ in }
            )
        }
        live.end()
        let isWell = ends.allSatisfy { $0.status == 0 } && verdict.map { $0.state == .cleared } ?? true
        let causes = FailureDiagnosis.look(ends, examination.knowledge, apartFrom: open.head.rule)
        let stopped = StopText.sentences(ends, of: open.head.steps.count)
        if stopped == nil { try LocalState.close(journal, isWell: isWell, ends.last?.says) }
        if isText {
            Output.write(
                stopped.map { $0.joined(separator: "\n") + "\n" } ?? LiveRun.failure(ends, log: journal.logPath, text.paint)
                    + FailureDiagnosis.text(causes, text.paint, width: text.width))
            if let rule = open.head.rule, let verdict { Output.write(Self.words(rule, verdict.state)) }
        } else {
            Output.write(
                try JSONText.of(
                    Report(
                        run: open.name, name: open.head.name, steps: ends.map(StepEndLine.init), verified: verdict?.state,
                        log: isWell ? nil : journal.logPath, causes: causes)))
        }
        return isWell ? 0 : 1
    }

    private static func words(_ rule: String, _ state: FixVerification.State) -> String {
        switch state {
        case .cleared: "fixed  \(rule)\n"
        case .found: "not fixed  \(rule): every step was done, and it is still found. \(FixExecution.goBack)\n"
        case .unknown: "\(rule): every step was done, but whether it worked cannot be told now.\n"
        }
    }
}
