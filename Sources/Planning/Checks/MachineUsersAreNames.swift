/// Who logs in on a machine is a name that useradd(8) gives: it becomes a word of commands, of an inventory and of a path.
struct MachineUsersAreNames: PlanCheck {
    func problems(_ checked: CheckedPlan) -> [PlanProblem] {
        checked.plan.machines.enumerated().compactMap { index, machine in
            guard !NameForm.isUser(machine.user) else { return nil }
            return PlanProblem(
                "spec.machines[\(index)].user",
                """
                "\(machine.user)" cannot be the name of a user, which begins with a letter or an underscore, goes on with letters, \
                digits, dots, dashes and underscores, and has at most 32 characters.
                """)
        }
    }
}
