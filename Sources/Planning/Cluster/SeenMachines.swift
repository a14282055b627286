import Facts

/// What was seen of a plan's machines, by captures that were made on them.
public enum SeenMachines {
    /// Facts by the plan's names. A capture is of the machine with its node's name, else of the one with an address that it has;
    /// one that is of no machine of the plan is left out.
    public static func facts(_ captures: [FactSet], of plan: ClusterPlan) -> [String: FactSet] {
        var out: [String: FactSet] = [:]
        for facts in captures {
            let name = facts.text(NodeFacts.name)?.lowercased()
            let addresses = Set(facts.list(MachineIdentityFacts.localAddresses) ?? [])
            let machine =
                plan.machines.first { $0.name.lowercased() == name }
                ?? plan.machines.first { !addresses.isDisjoint(with: $0.addresses) }
            if let machine { out[machine.name] = facts }
        }
        return out
    }
}
