/// Steps lowered to primitive operations: what an engine does, and what scripts, runbooks and Ansible projects spell.
public struct Program: Sendable, Equatable {
    public var procedures: [Procedure]

    public init(_ steps: [Step]) { procedures = steps.map(Procedure.init) }
}

/// A step and its operations.
public struct Procedure: Sendable, Equatable, Identifiable {
    public var step: Step
    public var operations: [Operation]

    public var id: String { step.id }
}

extension Procedure {
    /// Lowers a step. *When* something is done, done again after an interruption, verified or given up is decided here and in
    /// ``Operation``, and nowhere else.
    public init(_ step: Step) {
        let looks = step.risk == .looks
        var operations: [Operation] = [.begin(always: looks || step.check == nil)]
        if let check = step.check, !looks { operations.append(.ask(check)) }
        operations += step.actions.flatMap { Self.lower($0, looks: looks) }
        if let check = step.check {
            let patience = Self.patience(step)
            operations.append(.verify(check, tries: patience.tries, delay: patience.delay, halfway: step.halfway))
        }
        self.init(step: step, operations: operations + [.end])
    }

    private static func lower(_ action: Action, looks: Bool) -> [Operation] {
        switch action {
        case .write(let file): [.put(file)]
        case .edit(let edit): [.splice(edit)]
        case .run(let run): [.execute(.init(run, looks: looks))]
        case .fetch(let fetch): [.fetch(fetch)]
        case .unit(let unit): [.execute(.init(Run(unit.words)))]
        case .packages(let set): set.commands.map { .execute(.init($0)) }
        case .staticPod(let pod): lower(pod)
        case .byHand(let text): [.hand(text)]
        }
    }

    /// The kubelet stops a pod whose manifest goes, within its grace period of 30 s, and starts it when the manifest is back; it reads the
    /// folder every 20 s (`fileCheckFrequency`, kubelet 1.23 to 1.37). Each move is guarded, so that a run after an interruption goes on.
    private static func lower(_ pod: StaticPod) -> [Operation] {
        let back = ["mv", pod.aside, pod.manifest]
        return [
            .execute(.init(Run(["mv", pod.manifest, pod.aside], unless: ["test", "!", "-e", pod.manifest]))),
            .wait(.gone(container: pod.name), seconds: 90, otherwise: back),
            .execute(.init(Run(back, unless: ["test", "!", "-e", pod.aside]))),
            .wait(.running(container: pod.name), seconds: 120),
        ]
    }

    /// What was restarted may need a while until it answers; what was written or run reads right at once.
    private static func patience(_ step: Step) -> (tries: Int, delay: Int) { step.risk >= .restarts ? (7, 5) : (1, 0) }
}
