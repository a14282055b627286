import Steps

/// What is told of a run while it goes on, in the order in which it happens. All text is without secrets, with control characters shown
/// and not sent.
public enum Progress: Sendable, Equatable {
    /// A step begins: its number among those of the run, from 0, and how many they are.
    case began(Step, index: Int, count: Int)
    /// A command begins: its line. A download is told as the command that it is.
    case command(String)
    /// A line that the running command wrote, to stdout or stderr.
    case output(String)
    /// What a line reads now that the command writes anew again and again, as a bar is: the next of them takes its place.
    case bar(String)
    /// A step has ended.
    case ended(StepEnd)
}

/// How somebody follows a run, and ends it.
public struct RunWatch: Sendable {
    /// Is told what happens, from any thread, one after the other for each command; it must not wait for long.
    public var tell: @Sendable (Progress) -> Void
    public var stop: Stop
    /// Looks at the machine while `kubeadm init` or `join` runs; nil where nobody does.
    public var commands: CommandWatch?

    public init(stop: Stop = Stop(), commands: CommandWatch? = nil, tell: @escaping @Sendable (Progress) -> Void = { _ in }) {
        self.tell = tell
        self.stop = stop
        self.commands = commands
    }
}
