import Text

/// An action as one line that a person reads: the command that it is, or what is written where.
public enum ActionText {
    public static func line(_ action: Step.Action) -> String {
        switch action {
        case .write(let file): "write \(file.path) (mode 0\(String(file.mode, radix: 8)))"
        case .run(let run): ShellLine.of(run.words) + (run.output.map { " > \($0.path)" } ?? "")
        case .fetch(let url, let path, _): "curl -fsSL -o \(path) \(url)"
        case .edit(let edit): "set \(edit.path.joined(separator: ".")) in \(edit.file) to \(edit.value ?? "nothing")"
        case .byHand(let text): text
        }
    }
}
