import Facts

/// What follows from a plan for the machine, and that there is none where nobody planned anything: so a rule for a machine to be is clear
/// on every node that is only looked at.
enum PlannedMachine {
    static let absent = Derivation(gives: PlanFacts.all) { facts in
        for key in PlanFacts.all where !facts.has(key) { facts.setAbsent(key) }
    }

    /// The release that the machine must suit: the planned one, else its kubelet's.
    static let release = Derivation(gives: [MachineFacts.kubernetesMinor]) { facts in
        let key = facts.integer(PlanFacts.minor) == nil ? KubeletFacts.minor : PlanFacts.minor
        switch facts[key] {
        case .known(let value, let sources): facts.set(MachineFacts.kubernetesMinor, value, from: sources)
        case .missing(let reason): facts.miss(MachineFacts.kubernetesMinor, reason)
        }
    }
}
