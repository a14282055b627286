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

    /// Whether the person answers yes; no is the answer to anything else, and to the end of the input.
    static func isGiven(_ question: String) -> Bool {
        Output.prompt("\(question) [y/N] ")
        return ["y", "yes"].contains(readLine()?.trimmed.lowercased())
    }
}
