/// The primitive operations of a step, in the order in which they are carried out. What each does, and when, stands here; whoever
/// carries out or spells a ``Program`` adds nothing to it.
///
/// A step has one note, which outlives its interruption, and one flag, `due`. An operation that is about to change something sets the
/// note first. In a look (check mode) nothing is changed: what would be done is told instead.
public enum Operation: Sendable, Equatable {
    /// Begins: `due` where the note is there, because the step was cut off, or where `always`.
    case begin(always: Bool)
    /// Where it is not due: due, unless the check holds.
    case ask(Check)
    /// Where the file reads otherwise or has another mode: note it, keep what stands there, write it, and due. `keepsExisting`: a file that
    /// is there and not empty stays. So does, where nothing is due, a file with a value that lives hours: it would be made anew for nothing.
    /// A value that stands as a mark and is not known: where the file is there and nothing is due, it is left; in a look it is told; else
    /// the step fails with status 4.
    case put(PlannedFile)
    /// Where the setting reads otherwise: note it, keep what stands there, splice it, and due.
    case splice(FileChange)
    /// Where it is due and neither guard says no: note it, run it; a status other than 0 fails the step. Its output goes to a file, as
    /// `put` writes it, and into the values that it makes.
    case execute(Execution)
    /// Where it is due, or its file is there with other content: note it, fetch it beside its place, prove it, put it in place. A proof
    /// that fails fails the step, and leaves what was there.
    case fetch(Fetch)
    /// Where it is due: wait, at most so many seconds; after that this command is run, if there is one, and the step fails.
    case wait(Awaited, seconds: Int, otherwise: [String]? = nil)
    /// Where it is due: tell it to the person. Where the step has a check that does not hold then, the run waits for the person: it ends
    /// here with status 3, and another run goes on.
    case hand(String)
    /// Whether the step's result stands now: asked `tries` times, `delay` seconds apart; where it does not, the step fails, with the words
    /// for a step that stopped half-way.
    case verify(Check, tries: Int, delay: Int, halfway: String?)
    /// Ends: the note is cleared.
    case end

    /// A command.
    public struct Execution: Sendable, Equatable, Codable {
        public var run: Run
        /// Whether it changes nothing: then it has no note, is no change, and is left out of a look.
        public var looks: Bool

        public init(_ run: Run, looks: Bool = false) {
            self.run = run
            self.looks = looks
        }
    }

    /// What is waited for, at the container runtime.
    public enum Awaited: Sendable, Equatable, Codable {
        /// No container of this name runs.
        case gone(container: String)
        /// A container of this name runs.
        case running(container: String)
    }
}
