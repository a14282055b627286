import Editing
import Text

/// An action as one line that a person reads: the command that it is, or what is written where.
public enum ActionText {
    public static func line(_ action: Action) -> String {
        switch action {
        case .write(let file): "write \(file.path) (mode \(FileMode(bits: file.mode).text))"
        case .run(let run): line(run)
        case .fetch(let fetch): "curl -fsSL -o \(fetch.path) \(fetch.url)"
        case .edit(let edit): line(edit)
        case .unit(let unit): ShellLine.of(unit.words)
        case .packages(let set): set.commands.last.map { line($0) } ?? "install \(set.text)"
        case .staticPod(let pod):
            "restart the static pod \(pod.name): move \(pod.manifest) away, wait until it is gone, move it back"
        case .byHand(let text): text
        }
    }

    /// An action as lines: a change of a file one by one, a file's text, a command whole.
    public static func lines(_ action: Action) -> [String] {
        switch action {
        case .edit(let change): change.edit.changes.map { "\(phrase($0)) in \(change.path)" }
        case .write(let file): [line(action) + ":"] + file.content.split(separator: "\n").map { "  \($0)" }
        case .packages(let set) where set.canBeInstalled: set.commands.suffix(1).map(line)
        default: [line(action)]
        }
    }

    /// A command, with where its output goes.
    public static func line(_ run: Run) -> String { ShellLine.of(run.words) + (run.output.map { " > \($0.path)" } ?? "") }

    /// A phrase for each change, without a capital or a full stop.
    public static func line(_ change: FileChange) -> String {
        let place = change.edit.kind.map { "the \($0) in \(change.path)" } ?? change.path
        return change.edit.changes.map { "\(phrase($0)) in \(place)" }.joined(separator: "; ")
    }

    private static func phrase(_ change: FileEdit.Change) -> String {
        switch change {
        case .set(let path, let value): "set \(path) to \(value)"
        case .remove(let path): "remove \(path)"
        case .comment(let path): "comment out \(path)"
        case .append(let lines): "add the \(lines.count == 1 ? "line" : "lines") \(lines.joined(separator: " / "))"
        case .replace(let old, let new): "replace \(old) by \(new)"
        }
    }

    /// A check as a person would make it.
    public static func line(_ check: Check) -> String {
        switch check {
        case .succeeds(let words): ShellLine.of(words)
        case .holds(let condition): "drydock finds that \(condition)"
        case .clear(let rule): "drydock diagnose does not report \(rule)"
        }
    }

    /// How a step is taken back, in a line; nil where the journal does it or it cannot be.
    public static func line(_ undo: Undo) -> String? {
        guard case .actions(let actions) = undo else { return nil }
        return actions.map(line).joined(separator: "; ")
    }
}
