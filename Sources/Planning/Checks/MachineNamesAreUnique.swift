/// Machines have names that a node can have, each its own.
struct MachineNamesAreUnique: PlanCheck {
    func problems(_ checked: CheckedPlan) -> [PlanProblem] {
        var first: [String: Int] = [:]
        var out: [PlanProblem] = []
        for (index, machine) in checked.plan.machines.enumerated() {
            let path = "spec.machines[\(index)].name"
            if machine.name.isEmpty {
                let sentence =
                    "Machine \(index + 1) has no name, but nodes are known by their names. Give it one, such as worker1."
                out.append(PlanProblem(path, sentence))
            } else if !NameForm.isDNSName(machine.name) {
                out.append(
                    PlanProblem(
                        path,
                        "\"\(machine.name)\" cannot be the name of a node, which consists of lower-case letters, digits, dashes and dots, and begins and ends with a letter or digit (RFC 1123)."
                    ))
            } else if let other = first[machine.name] {
                out.append(
                    PlanProblem(
                        path, "\"\(machine.name)\" is also the name of machine \(other + 1); each node needs its own name."))
            }
            if first[machine.name] == nil { first[machine.name] = index }
        }
        return out
    }
}
