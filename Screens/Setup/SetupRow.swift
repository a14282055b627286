import Planning
import Wizard

/// What a row of the wizard's forms stands for, and by which it is known while the rows around it change.
public enum SetupRow: Hashable, Sendable {
    case heading(String)
    /// What is wrong, under what it is wrong with.
    case problem(String)
    /// The work of all machines is being planned.
    case planning
    case choice(question: String, choice: String)
    case flag(question: String)
    case field(question: String)
    /// Shows the choices of a question that are left out at first.
    case rare(question: String)
    /// Opens the table of network add-ons.
    case addOns
    case machine(Int)
    case addMachine
    /// A list of machines, typed, or the file that holds it.
    case machineList
    /// Continue to the next page.
    case next
    /// One thing that this machine needs, by its title.
    case need(String)
    case page(WizardStep)
    /// An error of the review, which leads to its page.
    case error(PlanProblem)
    case work(machine: String)
    case document(path: String)
    case warnings
    case readiness
    case export
    /// Does the part of this machine.
    case apply
    /// A line of the form of one machine.
    case machineField(MachineField)
    case role(Machine.Role)
    case system(OperatingSystem)
    case architecture(Machine.Architecture)
    /// Goes on with the plan that was left.
    case resume
    case startOver

    /// What is typed into the form of one machine. Raw values are the fields of the plan file that problems name.
    public enum MachineField: String, Sendable {
        case name, address, zone, user, interface, labels, taints, osVersion
    }
}
