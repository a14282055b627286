import Steps

/// How long a plan takes, by the steps' own estimates, in seconds.
struct PlanTime: Sendable, Equatable {
    /// With one person who does machine after machine.
    var oneByOne: Int
    /// With the machines of a phase side by side, except in the phase where they come one after the other.
    var sideBySide: Int

    init(_ steps: [Step]) {
        oneByOne = steps.reduce(0) { $0 + $1.seconds }
        sideBySide = 0
        for phase in Step.Phase.allCases {
            let own = steps.filter { $0.phase == phase }
            let machines = Dictionary(grouping: own, by: \.machine).values.map { $0.reduce(0) { $0 + $1.seconds } }
            sideBySide += phase == .controlPlanes || phase == .change ? machines.reduce(0, +) : machines.max() ?? 0
        }
    }

    /// `about 12 minutes`.
    static func text(_ seconds: Int) -> String {
        seconds < 90 ? "about \(seconds) seconds" : "about \((seconds + 59) / 60) minutes"
    }
}
