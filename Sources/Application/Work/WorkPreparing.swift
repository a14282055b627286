import Applying
import Diagnosis
import Facts
import Hosts
import KnowledgeFormat
import Planning
import Rendering
import Screens
import Steps
import Wizard
import YAML

/// Something that was looked at, and that a person may agree to.
struct PreparedWork: Sendable {
    enum Kind: Sendable {
        case fix(Fix, before: Report)
        case apply(StepsFile, next: [WorkOutcome.Next])
        /// What a try left that stopped in the middle is in the way of the plan.
        case cleanUp(HalfMade, before: StepsFile)
        case undo(JournalRun)
        case resume(JournalRun)
    }

    var kind: Kind
    /// What each step would do.
    var ends: [StepEnd] = []
    /// Tokens and keys that a person gave for its files.
    var values: [Placeholder: String]
    /// What the node showed.
    var facts: FactSet

    /// What is done, for whoever finds the lock taken.
    var name: String {
        switch kind {
        case .undo(let run): "undo \(run.head.name)"
        case .resume(let run): "go on with \(run.head.name)"
        case .fix, .apply, .cleanUp: head.name
        }
    }

    var head: JournalEntry.Head {
        switch kind {
        case .fix(let fix, _):
            JournalEntry.Head(
                name: "fix \(fix.finding.id) by \(fix.recipe.id)", rule: fix.finding.id,
                machine: fix.steps.first?.machine ?? "", steps: fix.steps)
        case .apply(let file, _):
            JournalEntry.Head(name: file.name, machine: file.machine, environment: file.environment, steps: file.steps)
        case .cleanUp(let half, let file):
            JournalEntry.Head(
                name: "clean up before \(file.name)", machine: file.machine, environment: file.environment,
                steps: [half.cleaning])
        case .undo(let run), .resume(let run): run.head
        }
    }
}

/// Looks at what would be done, and changes nothing.
struct WorkPreparing: Sendable {
    let examination: Examination
    let host: any Host
    var values: [Placeholder: String] = [:]

    /// - Parameter skipped: steps that a person leaves out, by key.
    func prepare(_ undertaking: Undertaking, skipping skipped: [String]) async throws(Refusal) -> PreparedWork {
        try LocalState.demandRoot()
        if case .fix = undertaking, let open = try LocalState.cutOff() {
            throw Refusal("\(open.sentence) Go on with it, or take back what it did, before anything new is begun.", status: 3)
        }
        let facts = await examination.look(at: host)
        let kind: PreparedWork.Kind =
            switch undertaking {
            case .fix(let rule, let recipe, let answers): try fix(rule, recipe, answers, skipped, facts)
            case .apply(let text, let machine): try apply(text, machine, skipped, facts)
            case .undo(let name): .undo(try standing(name, facts))
            case .resume: .resume(try open(skipped))
            }
        var work = PreparedWork(kind: kind, values: values, facts: facts)
        if let half = try await halfMade(work) { work.kind = half }
        return try await looked(work)
    }

    /// What a try of a plan left half made comes first: nothing is gone on with over it.
    private func halfMade(_ work: PreparedWork) async throws(Refusal) -> PreparedWork.Kind? {
        switch work.kind {
        case .fix, .undo, .cleanUp: return nil
        case .apply, .resume: break
        }
        let head = work.head
        do throws(DoerError) {
            guard let half = try await HalfMade.find(among: head.steps, environment: head.environment) else { return nil }
            let file = StepsFile(name: head.name, machine: head.machine, environment: head.environment, steps: head.steps)
            return .cleanUp(half, before: file)
        } catch { throw Refusal(error.description, status: 3) }
    }

    /// The same work with what each of its steps would do now.
    func looked(_ work: PreparedWork) async throws(Refusal) -> PreparedWork {
        var work = work
        if case .undo(let run) = work.kind {
            work.ends = await TakingBack(run, by: LocalDoer(run: run.name), journal: nil).carryOut()
        } else {
            let look = CheckLook(knowledge: examination.knowledge, host: host)
            work.ends = await LocalRun(work.head, values: work.values, look: look.holds).preview()
        }
        return work
    }

    private func fix(
        _ rule: String, _ recipe: String, _ answers: [String: String], _ skipped: [String], _ facts: FactSet
    ) throws(Refusal) -> PreparedWork.Kind {
        let report = examination.report(on: facts)
        guard let finding = report.findings.first(where: { $0.id == rule }) else {
            throw Refusal("It is not found on this machine any more; there is nothing to fix.", status: 3)
        }
        let choice = FixChoice(knowledge: examination.knowledge, facts: facts, answers: answers, recipe: recipe)
        switch choice.choose(for: finding) {
        case .none(let unfixable):
            throw Refusal(unfixable.recipes.flatMap(\.reasons).joined(separator: " "), status: 3)
        case .fix(var fix):
            fix.steps.removeAll { skipped.contains($0.key) }
            return .fix(fix, before: report)
        }
    }

    private func apply(
        _ text: String, _ machine: String, _ skipped: [String], _ facts: FactSet
    ) throws(Refusal) -> PreparedWork.Kind {
        let (file, problems) = PlanFile.read(Array(text.utf8), name: "plan")
        let making = PlanMaking(
            knowledge: examination.knowledge.planning, looks: [facts], now: facts.instant(TimeFacts.now) ?? Instant(seconds: 0))
        guard let file, problems.isEmpty, let context = making.context(file.plan) else {
            throw Refusal(problems.first?.sentence ?? "The plan could not be read back.", status: 3)
        }
        var steps = StepsFile(context, Planner.plan(context).steps, of: machine)
        guard !steps.steps.isEmpty else { throw Refusal("The plan has no work for \(machine).", status: 3) }
        steps.steps = EtcdSafeguard.added(to: steps.steps, on: Derivations.complete(facts))
        steps.steps.removeAll { skipped.contains($0.key) }
        let next = file.plan.existing == nil ? examination.knowledge.planning.readiness.nextSteps(of: file.plan) : []
        return .apply(steps, next: next.map { .init(title: $0.title, says: $0.says) })
    }

    private func standing(_ name: String?, _ facts: FactSet) throws(Refusal) -> JournalRun {
        let run = if let name { try LocalState.run(name) } else { try LocalState.newest { !$0.standing.isEmpty } }
        guard let run, !run.standing.isEmpty else {
            throw Refusal("Nothing that drydock did on this machine is left to be taken back.", status: 3)
        }
        if let refusal = UndoJob.refusal(run, on: facts) { throw Refusal(refusal, status: 3) }
        return run
    }

    private func open(_ skipped: [String]) throws(Refusal) -> JournalRun {
        guard var run = try LocalState.open() else {
            throw Refusal("No run of drydock was cut off on this machine.", status: 3)
        }
        run.head.steps.removeAll { skipped.contains($0.key) }
        return run
    }
}
