import FoundationEssentials
import Redaction
import Text

/// What Ansible tells of a run on several machines while it goes on. All text is without secrets, with control characters shown.
public enum FleetEvent: Sendable, Equatable {
    /// A play begins: the phase of the plan that it does.
    case play(String)
    /// A machine begins a task.
    case task(machine: String, String)
    /// A machine has ended a task well, with what it said of it.
    case ok(machine: String, isChanged: Bool, says: [String])
    /// A machine has failed; it does no more in this run.
    case failed(machine: String, task: String, says: [String])
    case unreachable(machine: String, says: [String])
    /// The run has ended for a machine.
    case end(machine: String)
    /// A line that is none of ours: a warning, or why Ansible could not begin.
    case other(String)

    private struct Line: Decodable {
        var event: String
        var machine, name: String?
        var changed: Bool?
        var says: [String]?
    }

    /// Reads a line of the callback; nil where it is empty.
    init?(_ line: [UInt8]) {
        guard line.contains(where: { $0 > 32 }) else { return nil }
        guard let read = try? JSONDecoder().decode(Line.self, from: Data(line)) else {
            self = .other(Self.shown(String(decoding: line, as: UTF8.self)))
            return
        }
        let machine = Self.shown(read.machine ?? "")
        let says = (read.says ?? []).flatMap { $0.split(whereSeparator: \.isLineEnd) }.map { Self.shown(String($0)) }
            .filter { !$0.isEmpty }
        switch read.event {
        case "play": self = .play(Self.shown(read.name ?? ""))
        case "task": self = .task(machine: machine, Self.shown(read.name ?? ""))
        case "ok": self = .ok(machine: machine, isChanged: read.changed ?? false, says: says)
        case "failed": self = .failed(machine: machine, task: Self.shown(read.name ?? ""), says: says)
        case "unreachable": self = .unreachable(machine: machine, says: says)
        case "end": self = .end(machine: machine)
        default: return nil
        }
    }

    private static func shown(_ text: String) -> String { Sanitized.line(CleanText.of(String(text.prefix(4000)))) }
}
