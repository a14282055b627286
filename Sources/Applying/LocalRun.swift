import Steps

/// Steps done on this machine: looked at, or carried out under the lock and with a journal.
public struct LocalRun: Sendable {
    public var head: JournalEntry.Head
    private let values: [Placeholder: String]
    private let look: @Sendable (Check) async -> Bool?

    /// - Parameters:
    ///   - values: what stands as marks in files.
    ///   - look: answers what only drydock's own look can.
    public init(
        _ head: JournalEntry.Head, values: [Placeholder: String] = [:], look: @escaping @Sendable (Check) async -> Bool?
    ) {
        self.head = head
        self.values = values
        self.look = look
    }

    /// What would be done; nothing is changed.
    public func preview() async -> [StepEnd] {
        var engine = Engine(
            LocalDoer(run: "preview", look: look), environment: head.environment, values: values, looksOnly: true)
        return await engine.run(Program(head.steps))
    }

    /// Does them. The caller closes the journal, once it knows whether all is well.
    ///
    /// - Parameters:
    ///   - watch: is told what happens, and can end it.
    ///   - ended: called after each step.
    /// - Returns: what became of each, and the values that were made.
    public func carryOut(
        _ journal: Journal, watch: RunWatch = RunWatch(), ended: (StepEnd) async -> Void = { _ in }
    ) async -> (ends: [StepEnd], made: [Placeholder: String]) {
        var engine = Engine(
            LocalDoer(run: journal.run, journal: journal, watch: watch, look: look), environment: head.environment, values: values
        )
        let ends = await engine.run(Program(head.steps), ended: ended)
        return (ends, engine.made)
    }
}
