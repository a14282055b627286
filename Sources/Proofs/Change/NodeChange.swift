import Editing
import Facts
import Hosts

/// What differs on a node from how it was recorded, as a proof says it under `change:`.
package struct NodeChange: Sendable {
    /// One difference, and the line that asks for it.
    struct Entry: Sendable {
        var line: Int
        var deed: Deed
    }

    /// What is different.
    enum Deed: Sendable {
        case write(path: String, text: String)
        /// What is recorded becomes another text.
        case edit(Recorded, TextChange)
        case setStatus(path: String, CapturedStatus)
        case setList(path: String, [CapturedStatus])
        case setSpace(path: String, FileSystemSpace)
        case remove(path: String)
        case fail(Recorded, CapturedError)
        case output(command: String, CommandOutput)
        /// The exit status and what stands on stderr, of a command whose output is edited.
        case ending(command: String, exit: Int?, err: String?)
        case reply(call: String, json: String)
        case answer(url: String, HTTPAnswer)
        case setLog(key: String, text: String)
        case appendToLog(key: String, [String])
        case setProperties(unit: String, [(name: String, value: String)], without: [String])
        case ask(String, as: String)
        case setNow(Int)
        case setHostname(String)
    }

    /// Something that a capture has a text of.
    enum Recorded: Sendable, Equatable {
        case file(String)
        case command(String)
        case call(String)
        case url(String)
        case log(String)
    }

    /// Made in this order.
    var entries: [Entry] = []
    /// Facts that count whatever was seen.
    package private(set) var facts: [(key: FactKey, value: Value)] = []
    /// The same for changes that make the same node, facts aside.
    package var key = ""

    /// No change.
    package init() {}

    var isEmpty: Bool { entries.isEmpty && facts.isEmpty }

    /// A fact that counts whatever was seen.
    package mutating func set(_ key: FactKey, _ value: Value) { facts.append((key, value)) }

    /// What was seen, with the facts that count whatever it was.
    package func facts(over seen: FactSet) -> FactSet {
        var facts = seen
        for (key, value) in self.facts { facts.set(key, value, from: Source("a proof")) }
        return facts
    }
}

/// How a recorded text becomes another.
struct TextChange: Sendable {
    enum What: Sendable {
        /// A setting of the file, over the engine that edits real ones.
        case edit(FileEdit.Change)
        /// Lines that are taken away; of JSON, settings.
        case removeLines([String])
        /// A text that stands there exactly once.
        case once(String, with: String)
        /// A text that stands there at least once.
        case everywhere(String, with: String)
    }

    var what: What
    /// Nil where the path tells it, or no form is needed.
    var form: FileEdit.Form?
    /// The `kind` of the YAML document that is meant.
    var document: String?
}
