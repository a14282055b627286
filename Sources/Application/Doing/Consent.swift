import Glibc
import Text

/// Asks a person at the terminal.
enum Consent {
    /// Whether there is somebody to ask.
    static var canBeAsked: Bool { isatty(0) == 1 && isatty(2) == 1 }

    /// Whether the person answers yes; no is the answer to anything else, and to the end of the input.
    static func isGiven(_ question: String) -> Bool {
        Output.prompt("\(question) [y/N] ")
        return ["y", "yes"].contains(readLine()?.trimmed.lowercased())
    }

    /// Whether the person types this word.
    static func isTyped(_ word: String, _ question: String) -> Bool {
        Output.prompt("\(question) ")
        return readLine()?.trimmed == word
    }
}
