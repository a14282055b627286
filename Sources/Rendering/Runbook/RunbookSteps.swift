import Steps
import Text

/// The steps of a plan as chapters: a phase, a step, the machines that do it alike.
enum RunbookSteps {
    /// Stands for the machine's own name where several do a step alike.
    private static let own = "NAME"

    static func text(_ plan: Plan) -> String {
        var out = "## Steps\n\n"
        out += MarkdownText.paragraph(
            "A step may be done again: what holds already stays as it is. Risk: `looks` changes nothing, `edits` changes files or "
                + "packages, `restarts` interrupts what runs, `destroys` cannot be taken back.")
        for phase in Step.Phase.allCases {
            let steps = plan.steps.filter { $0.phase == phase }
            if steps.isEmpty { continue }
            let (title, about) = heading(phase)
            out += "\n### \(title)\n\n" + MarkdownText.paragraph("\(about) Phase `\(phase.rawValue)`.")
            for shared in SharedStep.of(steps, own: own) { out += "\n" + step(shared) }
        }
        return out
    }

    private static func heading(_ phase: Step.Phase) -> (title: String, about: String) {
        switch phase {
        case .prepare: ("Prepare the machines", "Each machine by itself; they may be done side by side.")
        case .etcd: ("etcd", "On machines of its own, in this order.")
        case .balancer: ("Balancer", "What stands before the API servers; the cluster's endpoint points at it.")
        case .initialize: ("First control plane", "From here on there is a cluster.")
        case .network: ("Network add-on", "Nodes become ready when it runs.")
        case .controlPlanes:
            ("Further control planes", "All steps on one machine before the next begins: etcd takes one new member at a time.")
        case .workers: ("Workers", "They may be done side by side, once the token is made.")
        case .finish: ("Finish", "When all machines have joined.")
        case .reset: ("Take it away", "From the last made to the first.")
        }
    }

    private static func step(_ shared: SharedStep) -> String {
        let step = shared.step
        var out = "#### \(bare(step.title))\n\n"
        out +=
            MarkdownText.paragraph(
                "`\(step.key)` on \(MarkdownText.names(shared.machines)); \(step.risk.rawValue), \(PlanTime.text(step.seconds)).")
            + "\n"
        out += MarkdownText.paragraph(step.why)
        if step.title.contains(own) || shared.namesMachine {
            out += "\n" + MarkdownText.paragraph("`\(own)` stands for the machine's own name.")
        }
        out += actions(step, shared.machines)
        if let check = step.check { out += "\nIt holds where this ends with 0:\n\n" + code([check]) }
        if !step.undo.isEmpty { out += "\nTo take it back:\n\n" + code(step.undo) }
        return out
    }

    /// Commands that follow each other stand in one block.
    private static func actions(_ step: Step, _ machines: [String]) -> String {
        var out = ""
        var commands: [String] = []
        func flush() {
            if !commands.isEmpty { out += "\n" + MarkdownText.code(commands, "sh") }
            commands = []
        }
        for action in step.actions {
            switch action {
            case .run(let run):
                let folder = run.output.flatMap { newFolder($0.path) }
                if let folder { commands.append(ShellLine.of(["mkdir", "-p", folder])) }
                if let path = run.unlessExists { commands.append("# unless there is \(path)") }
                if let words = run.unless { commands.append("# unless this ends with 0: \(ShellLine.of(words))") }
                // What only root may read is never open to others, not even while it is written.
                let line = ActionText.line(action)
                commands.append(run.output.map { $0.mode & 0o077 } == 0 ? "(umask 077; \(line))" : line)
            case .fetch(let url, let path, let mode):
                commands.append(ShellLine.of(["curl", "--create-dirs", "-fsSL", "-o", path, url]))
                commands.append(ShellLine.of(["chmod", octal(mode), path]))
            case .write(let file):
                flush()
                let marks = file.content.isEmpty ? "" : " First put the values in place of \(file.content)."
                let stays = file.keepsExisting ? " A file that is there already stays." : ""
                let folder = machines.count == 1 ? machines[0] : own
                out +=
                    "\n"
                    + MarkdownText.paragraph(
                        "Put `machines/\(folder)/root\(file.path)` at `\(file.path)`, mode \(octal(file.mode)).\(marks)\(stays)")
            case .edit(let edit):
                flush()
                out += "\n" + MarkdownText.paragraph("In `\(edit.file)`: \(ActionText.line(action)).")
            case .byHand(let text):
                flush()
                out += "\n" + MarkdownText.paragraph("By hand: \(text)")
            }
        }
        flush()
        return out
    }

    /// The folder of a file that a command's output goes to, where no package makes it.
    private static func newFolder(_ path: String) -> String? {
        guard ["/run/", "/var/lib/drydock/", "/etc/drydock/"].contains(where: path.hasPrefix) else { return nil }
        return path.lastIndex(of: "/").map { String(path[..<$0]) }
    }

    private static func code(_ commands: [[String]]) -> String { MarkdownText.code(commands.map(ShellLine.of), "sh") }
    private static func bare(_ title: String) -> String { title.hasSuffix(".") ? String(title.dropLast()) : title }
    private static func octal(_ mode: UInt16) -> String { "0" + String(mode, radix: 8) }
}
