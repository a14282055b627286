import Steps
import Text

/// One step as lines of the script: a heading with the reason, how it is seen that the step holds, and its actions.
struct InstallScriptStep {
    let step: Step

    init(_ step: Step) { self.step = step }

    var text: String {
        var out = ""
        for line in WrappedText.lines(step.why, width: 112) { out += "    # \(line)\n" }
        out += "    holds() { \(step.check.map { ShellLine.of($0) } ?? "return 2"); }\n"
        out += "    step \(step.key) \(step.risk.rawValue) \(ShellLine.of([step.title]))\n"
        if let halfway = step.halfway { out += "    halfway=\(ShellLine.of([halfway]))\n" }
        for action in step.actions { out += "    \(line(action))\n" }
        return out + "    end\n"
    }

    private func line(_ action: Step.Action) -> String {
        switch action {
        case .write(let file): return "write \(ShellLine.of([file.path])) \(octal(file.mode))\(file.keepsExisting ? " keep" : "")"
        case .run(let run): return learning(run) + guarded(run) + command(run)
        case .fetch(let url, let path, let mode): return "fetch \(ShellLine.of([url, path])) \(octal(mode))"
        case .edit(let edit):
            return
                "by_hand \(ShellLine.of(["In \(edit.file) " + (edit.value.map { "set \(edit.path.joined(separator: ".")) to \($0)." } ?? "remove \(edit.path.joined(separator: ".")).")]))"
        case .byHand(let text): return "by_hand \(ShellLine.of([text]))"
        }
    }

    private func guarded(_ run: Step.Run) -> String {
        var out = run.unlessExists == nil && run.unless == nil ? "" : "rests || "
        if let path = run.unlessExists { out += "[ -e \(ShellLine.of([path])) ] || " }
        if let words = run.unless { out += "quietly \(ShellLine.of(words)) || " }
        return out
    }

    private func command(_ run: Step.Run) -> String {
        if let output = run.output {
            return "run_into \(ShellLine.of([output.path])) \(octal(output.mode)) \(ShellLine.of(run.words))"
        }
        return "run \(ShellLine.of(run.words))"
    }

    /// What the next command's output holds for later steps.
    private func learning(_ run: Step.Run) -> String {
        run.makes.isEmpty ? "" : "makes=\(ShellLine.of([run.makes.map(\.rawValue).joined(separator: " ")]))\n    "
    }

    private func octal(_ mode: UInt16) -> String { "0" + String(mode, radix: 8) }
}
