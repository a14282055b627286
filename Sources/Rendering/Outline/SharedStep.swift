import Steps

/// A step that several machines do alike: the same but for each machine's own name and for what its files say.
struct SharedStep: Sendable, Equatable {
    /// As it stands on the first of the machines, with ``own`` in place of the machine's name, and without the files' contents.
    var step: Step
    /// In the plan's order.
    var machines: [String]
    /// Whether a machine's own name stands in a command.
    var namesMachine: Bool

    /// Steps of one key, put together where they are alike; in the order of their first machine.
    static func variants(_ steps: [Step], own: String) -> [SharedStep] {
        var out: [SharedStep] = []
        for step in steps {
            let shape = shape(step, own: own)
            if let at = out.firstIndex(where: { $0.step == shape }) {
                out[at].machines.append(step.machine)
            } else {
                out.append(SharedStep(step: shape, machines: [step.machine], namesMachine: namesItself(step)))
            }
        }
        return out
    }

    /// The steps of a phase, key by key in the order in which they first come.
    static func of(_ steps: [Step], own: String) -> [SharedStep] {
        var keys: [String] = []
        for step in steps where !keys.contains(step.key) { keys.append(step.key) }
        // What one machine alone does says its name.
        return keys.flatMap { key in variants(steps.filter { $0.key == key }, own: own) }.map { shared in
            let step = steps.first { $0.key == shared.step.key && $0.machine == shared.machines[0] }
            guard let step, shared.machines.count == 1 else { return shared }
            return SharedStep(step: shape(step, own: step.machine), machines: shared.machines, namesMachine: false)
        }
    }

    private static func namesItself(_ step: Step) -> Bool {
        var words: [String] = []
        for case .run(let run) in step.actions { words += run.words + (run.unless ?? []) }
        if case .succeeds(let check) = step.check { words += check }
        return words.contains(step.machine)
    }

    private static func shape(_ step: Step, own: String) -> Step {
        let words = { (words: [String]) in words.map { $0 == step.machine ? own : $0 } }
        var out = step
        out.machine = ""
        out.title = step.title.split(separator: " ", omittingEmptySubsequences: false).map { word in
            word == step.machine ? own : word == step.machine + "." ? own + "." : String(word)
        }.joined(separator: " ")
        if case .succeeds(let check) = step.check { out.check = .succeeds(words(check)) }
        if case .actions(let actions) = step.undo { out.undo = .actions(actions.map { shape($0, words) }) }
        out.actions = step.actions.map { shape($0, words) }
        return out
    }

    private static func shape(_ action: Action, _ words: ([String]) -> [String]) -> Action {
        switch action {
        case .run(var run):
            run.words = words(run.words)
            run.unless = run.unless.map(words)
            return .run(run)
        case .write(var file):
            file.content = file.placeholders.map(\.mark).joined(separator: " ")
            return .write(file)
        case .fetch, .edit, .unit, .packages, .staticPod, .byHand: return action
        }
    }
}
