import Steps

/// Carries out a ``Program``, operation by operation, through a ``Doer``.
public struct Engine: Sendable {
    private let doer: any Doer
    /// Variables that commands get besides their usual environment.
    private let environment: [String: String]
    /// Whether nothing is changed and what would be is told.
    private let looksOnly: Bool
    /// Values that stand as marks in files, by the mark's name.
    public private(set) var values: [Placeholder: String]
    /// Values that were made in this run.
    public private(set) var made: [Placeholder: String] = [:]
    /// Files as earlier steps would leave them, where nothing is changed.
    private var foreseen: [String: FileState] = [:]
    private var bringsPrograms = false

    public init(
        _ doer: any Doer, environment: [String: String] = [:], values: [Placeholder: String] = [:], looksOnly: Bool = false
    ) {
        self.doer = doer
        self.environment = environment
        self.values = values
        self.looksOnly = looksOnly
    }

    /// Does the procedures in their order, and stops behind the first that does not end well. `ended` is called after each.
    public mutating func run(_ program: Program, ended: (StepEnd) async -> Void = { _ in }) async -> [StepEnd] {
        var ends: [StepEnd] = []
        for (index, procedure) in program.procedures.enumerated() {
            let end: StepEnd
            if await doer.stop.holds() {
                end = StepEnd(procedure.step, .stopped, says: StepStop.asked)
            } else {
                doer.tell(.began(procedure.step, index: index, count: program.procedures.count))
                end = await run(procedure)
            }
            doer.tell(.ended(end))
            ends.append(end)
            await ended(end)
            if !end.isWell { break }
        }
        return ends
    }

    /// Does one step that is a part of another: nobody is told, and it is not asked whether the run stops before it.
    mutating func run(part step: Step) async -> StepEnd { await run(Procedure(step)) }

    private mutating func run(_ procedure: Procedure) async -> StepEnd {
        var run = StepRun(
            step: procedure.step, doer: doer, environment: environment, values: values, looksOnly: looksOnly)
        run.foreseen = foreseen
        run.bringsPrograms = bringsPrograms
        for operation in procedure.operations {
            do throws(StepStop) {
                if operation != .end { try run.refuseWhereEnded() }
                try await run.carryOut(operation)
            } catch {
                let state = error.state == .failed && doer.stop.isEnded ? .stopped : error.state
                return await ended(run, state, says: error.says, output: error.output)
            }
        }
        foreseen = run.foreseen
        bringsPrograms = run.bringsPrograms
        for (placeholder, value) in run.made {
            values[placeholder] = value
            made[placeholder] = value
        }
        let state: StepEnd.State = run.changes.isEmpty ? .unchanged : looksOnly ? .wouldChange : .changed
        return await ended(run, state)
    }

    /// A step whose end cannot be noted has failed: nothing may follow it.
    private func ended(
        _ run: StepRun, _ state: StepEnd.State, says: String? = nil, output: [String] = []
    ) async -> StepEnd {
        var end = StepEnd(run.step, state, run.changes, files: run.files, says: says)
        end.output = output
        end.isHalfDone = run.isNoted && !end.isWell
        guard run.isNoted else { return end }
        do throws(DoerError) {
            try await doer.ended(end)
            return end
        } catch {
            return StepEnd(run.step, .failed, run.changes, files: run.files, says: error.description)
        }
    }
}

/// Why a step goes no further.
struct StepStop: Error, Sendable {
    /// What is said of a step before which the run stopped.
    static let asked = "The run stopped before this step, as you asked."

    var state: StepEnd.State
    var says: String
    /// The last lines of the command that failed.
    var output: [String] = []
}
