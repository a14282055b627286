/// The pages of the wizard, in their order.
public enum WizardStep: String, Sendable, CaseIterable, Comparable {
    case purpose, checks, release, topology, machines, endpoint, runtime
    case cgroupDriver = "cgroup-driver"
    case network, more, review

    public static func < (a: WizardStep, b: WizardStep) -> Bool { a.index < b.index }
    /// From zero.
    public var index: Int { WizardStep.allCases.firstIndex(of: self) ?? 0 }
}

/// How far a person has come, as the plan file keeps it.
public struct WizardProgress: Sendable, Equatable {
    public var step: WizardStep
    public var answered: [String]
    /// Machines that a person described and for which the topology has no place now.
    public var aside: [Machine]
    /// Pages to look at again, each with the reason.
    public var stale: [WizardStep: String]

    public init(step: WizardStep, answered: [String], aside: [Machine] = [], stale: [WizardStep: String] = [:]) {
        self.step = step
        self.answered = answered
        self.aside = aside
        self.stale = stale
    }
}
