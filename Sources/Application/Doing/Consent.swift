import Glibc
import Text

/// Asks a person at the terminal.
enum Consent {
    /// Whether there is somebody to ask.
    static var canBeAsked: Bool { isatty(0) == 1 && isatty(2) == 1 }

    /// Refuses where nobody can be asked, or nobody would see what is asked about.
    static func demand(_ format: ListFormat) throws(Refusal) {
        guard canBeAsked, format == .text else {
            let why = canBeAsked ? "JSON shows nobody what is to be agreed to" : "Nobody can be asked here"
            throw Refusal("\(why). Add --check to see what would change, or --yes to do it.", status: 2)
        }
    }

    /// Whether the person at the terminal types the machine's name, which takes more thought than a yes; never where nobody can be asked.
    static func names(_ machine: String, _ what: String, _ format: ListFormat) -> Bool {
        guard canBeAsked, format == .text else { return false }
        Output.prompt("\(what)\nIf you mean it, type the name of this machine, \(machine): ")
        return readLine()?.trimmed == machine
    }

    /// Whether the person answers yes; no is the answer to anything else, and to the end of the input.
    static func isGiven(_ question: String) -> Bool {
        Output.prompt("\(question) [y/N] ")
        return ["y", "yes"].contains(readLine()?.trimmed.lowercased())
    }
}
