import Facts
import Planning

/// A machine of the plan that is looked at over the network before the plan is made.
public struct LookedMachine: Sendable, Hashable {
    /// The plan's name for it.
    public var name: String
    /// The address at which it is reached; empty where its name is.
    public var address: String
    /// The user that may become root there without a password, or root.
    public var user: String

    public init(_ machine: Machine) {
        name = machine.name
        address = machine.address
        user = machine.user
    }

    public init(name: String, address: String, user: String) {
        self.name = name
        self.address = address
        self.user = user
    }
}

/// What is heard of a look at several machines.
public enum MachinesLook: Sendable {
    /// How many have ended so far.
    case running(done: Int, total: Int)
    /// What was seen, and why the others were not: by the machine's name, a whole sentence.
    case ended(captures: [FactSet], missed: [String: String])
    /// Nothing was begun; a whole sentence.
    case refused(String)
}
