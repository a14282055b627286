/// What is to be done, as values: files and steps, machine by machine. A fresh cluster and a fix both end in one.
public struct Plan: Sendable, Equatable {
    /// In the order in which they run. Steps of one phase on different machines may run side by side unless the phase is serial.
    public var steps: [Step]
    /// Files for the person, not for a machine: the runbook, an Ansible project. Paths relative to the output folder.
    public var documents: [PlannedFile]
    /// What the person should still know or decide: whole sentences.
    public var warnings: [String]

    public init(steps: [Step] = [], documents: [PlannedFile] = [], warnings: [String] = []) {
        self.steps = steps
        self.documents = documents
        self.warnings = warnings
    }

    /// Whether it does nothing but take away.
    public var takesAway: Bool { !steps.isEmpty && steps.allSatisfy { $0.phase == .reset } }

    /// Whether it changes a cluster that is there, step by step in one order over all machines.
    public var changesCluster: Bool { !steps.isEmpty && steps.allSatisfy { $0.phase == .change } }

    public func steps(on machine: String) -> [Step] { steps.filter { $0.machine == machine } }

    /// The files that the steps write on a machine, in their order; one path once, the last content.
    public func files(on machine: String) -> [PlannedFile] {
        var out: [PlannedFile] = []
        for file in steps(on: machine).flatMap(\.files) {
            if let at = out.firstIndex(where: { $0.path == file.path }) { out[at] = file } else { out.append(file) }
        }
        return out
    }
}
