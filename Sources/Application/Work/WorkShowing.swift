import Applying
import Diagnosis
import Facts
import Planning
import Screens
import Steps

extension WorkStep {
    /// A step's end as pages show it.
    init(_ end: StepEnd) {
        self.init(
            end.step.key, end.step.title, phase: end.step.phase, risk: end.step.risk, state: .init(end.state), says: end.says)
        changes = end.changes.map { change in
            let file = change.hasPrefix("run ") ? nil : end.files.first { change.hasSuffix(" \($0.path)") }
            let isSecret = file.map { $0.lines.isEmpty && $0.before != $0.after } ?? false
            return Change(isSecret ? "\(change), of which only values that are kept secret differ" : change, file?.lines ?? [])
        }
        if case .none(let because) = end.step.undo { isFinal = because }
    }
}

extension WorkStep.State {
    init(_ state: StepEnd.State) {
        self =
            switch state {
            case .unchanged: .unchanged
            case .changed: .changed
            case .wouldChange: .wouldChange
            case .failed: .failed
            case .waits, .lacksValue: .waits
            case .stopped: .stopped
            }
    }
}

extension WorkOutcome.Cause {
    init(_ cause: FailureDiagnosis.Cause) { self.init(id: cause.id, title: cause.title, says: cause.says) }
}

extension WorkPlan {
    /// What was looked at, as a page shows it before a person agrees.
    init(_ work: PreparedWork) {
        let head = work.head
        var steps = work.ends.map { WorkStep($0) }
        // A look ends at the first step that cannot be foreseen; those behind it are there all the same.
        if case .undo = work.kind {
        } else {
            steps += head.steps.dropFirst(steps.count).map { WorkStep(StepEnd($0, .wouldChange)) }
        }
        self.init(title: head.name, why: "", machine: head.machine, steps: steps)
        if case .undo = work.kind {} else { asks = Self.asked(work) }
        // What already a look shows to fail is not begun.
        let failure = work.ends.first { $0.state == .failed }?.says
        switch work.kind {
        case .fix(let fix, _):
            title = fix.recipe.title
            why = fix.finding.says
            touches = fix.radius.sentences
            refusal = fix.radius.refusals.first ?? failure
        case .apply(let file, _):
            title = "Apply the plan \(file.name) on \(file.machine)"
            let radius = BlastRadius(of: file.steps, on: work.facts)
            touches = radius.sentences
            refusal = radius.refusals.first ?? failure
        case .cleanUp(let half, _):
            title = "Take away what the last try left"
            why = "\(half.sentence) The plan is shown after that."
            touches = BlastRadius(of: [half.cleaning], on: work.facts).sentences
        case .undo(let run):
            title = "Take back: \(run.head.name)"
            why = "The run began at \(run.began). What somebody changed since is left as it is."
            refusal = work.ends.first.flatMap { $0.state == .failed ? $0.says : nil }
        case .resume(let run):
            title = "Go on with: \(run.head.name)"
            why = "The run began at \(run.began) and was cut off. Steps that are done stay as they are."
        }
    }

    /// Tokens and keys that its files need, that no step of it makes and nobody gave.
    private static func asked(_ work: PreparedWork) -> [AskedValue] {
        let made = work.head.steps.flatMap(\.actions).flatMap {
            if case .run(let run) = $0 { run.makes } else { [] as [Placeholder] }
        }
        let known = Set(work.values.keys).union(made)
        let changes = work.ends.flatMap(\.changes)
        let needed = Set(work.head.steps.flatMap(\.files).flatMap(\.placeholders)).subtracting(known)
        return Placeholder.allCases.filter { name in
            needed.contains(name) && changes.contains { $0.hasSuffix("once \(name.rawValue) is known") }
        }.map { AskedValue($0.rawValue, says: "\($0.about).", isSecret: true) }
    }
}
