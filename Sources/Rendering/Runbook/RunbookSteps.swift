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
        case .change:
            ("The cluster, machine by machine", "In this order: a step may wait for what another machine did before it.")
        case .fix: ("Mend", "What is wrong on a node that runs.")
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
        if let check = step.check { out += "\n" + self.check(check) }
        if let halfway = step.halfway { out += "\n" + MarkdownText.paragraph("After a failure: \(halfway)") }
        return out + undo(step)
    }

    private static func check(_ check: Check) -> String {
        switch check {
        case .succeeds(let words): "The step is done when this command succeeds:\n\n" + code([words])
        case .holds(let condition): MarkdownText.paragraph("The step is done when drydock sees that `\(condition)`.")
        case .clear(let rule):
            "The step is done when drydock no longer finds the problem:\n\n" + code([["drydock", "fix", rule, "--check"]])
        }
    }

    private static func undo(_ step: Step) -> String {
        switch step.undo {
        case .actions([]): ""
        case .actions(let actions):
            "\nTo undo it:\n\n" + MarkdownText.code(actions.flatMap(undoing), "sh")
        case .none(let because): "\n" + MarkdownText.paragraph("It cannot be undone: \(because)")
        case .journal: ""
        }
    }

    private static func undoing(_ action: Action) -> [String] {
        if case .run(let run) = action { lines(run) } else { [ActionText.line(action)] }
    }

    /// Commands that follow each other stand in one block.
    private static func actions(_ step: Step, _ machines: [String]) -> String {
        var out = ""
        var commands: [String] = []
        func flush() {
            if !commands.isEmpty { out += "\n" + MarkdownText.code(commands, "sh") }
            commands = []
        }
        let guarded = shared(step)
        if let guarded { commands.append("# nothing of this where this succeeds: \(ShellLine.of(guarded))") }
        for action in step.actions {
            switch action {
            case .run(var run) where guarded != nil:
                run.unless = nil
                commands += lines(run)
            case .unit(let unit): commands.append(ShellLine.of(unit.words))
            case .packages(let set): commands += set.commands.flatMap(lines)
            case .run(let run): commands += lines(run)
            case .fetch(let fetch): commands += lines(fetch)
            case .staticPod(let pod):
                commands.append(ShellLine.of(["mv", pod.manifest, pod.aside]))
                commands.append("until [ -z \"$(crictl ps --quiet --state Running --name '^\(pod.name)$')\" ]; do sleep 1; done")
                commands.append(ShellLine.of(["mv", pod.aside, pod.manifest]))
            case .write(let file):
                flush()
                let marks = file.content.isEmpty ? "" : " First put the values in place of \(file.content)."
                let stays = file.keepsExisting ? " A file that is there already stays." : ""
                let folder = machines.count == 1 ? machines[0] : own
                out +=
                    "\n"
                    + MarkdownText.paragraph(
                        "Put `machines/\(folder)/root\(file.path)` at `\(file.path)`, mode \(FileMode(bits: file.mode).text).\(marks)\(stays)"
                    )
            case .edit(let edit):
                flush()
                let text = ActionText.line(edit)
                out += "\n" + MarkdownText.paragraph("\(text.prefix(1).uppercased())\(text.dropFirst()).")
            case .byHand(let text):
                flush()
                out += "\n" + MarkdownText.paragraph("By hand: \(text)")
            }
        }
        flush()
        return out
    }

    /// What keeps each of a step's commands from being run, where it is the same for all.
    private static func shared(_ step: Step) -> [String]? {
        let guards = step.actions.map { action -> [String]? in
            if case .run(let run) = action { run.unless } else { nil }
        }
        guard guards.count > 1, let first = guards[0], guards.allSatisfy({ $0 == first }) else { return nil }
        return first
    }

    private static func lines(_ run: Run) -> [String] {
        var out: [String] = []
        let folder = run.output.flatMap { newFolder($0.path) }
        if let folder { out.append(ShellLine.of(["mkdir", "-p", folder])) }
        if let path = run.unlessExists { out.append("# not where \(path) exists") }
        if let words = run.unless { out.append("# not where this succeeds: \(ShellLine.of(words))") }
        if !run.makes.isEmpty { out.append("# it prints " + run.makes.map(\.rawValue).joined(separator: " and ")) }
        let line = ActionText.line(run)
        // What only root may read is never open to others, not even while it is written.
        out.append(run.output?.mode.isPrivate == true ? "(umask 077; \(line))" : line)
        return out
    }

    private static func lines(_ fetch: Fetch) -> [String] {
        var out = [ShellLine.of(["curl", "--create-dirs", "-fsSL", "-o", fetch.path, fetch.url])]
        switch fetch.proof {
        case .sha256(let sum): out.append("echo \(ShellLine.of(["\(sum)  \(fetch.path)"])) | sha256sum --check")
        case .published(let url, let name):
            out.append(ShellLine.of(["sha256sum", fetch.path]) + " # must be what \(url) says of \(name)")
        case .key(let fingerprint):
            out.append(ShellLine.of(["gpg", "--show-keys", fetch.path]) + " # must show the fingerprint \(fingerprint)")
        case .onlyTLS(let because): out.append("# \(because)")
        }
        return out + [ShellLine.of(["chmod", fetch.mode.text, fetch.path])]
    }

    /// The folder of a file that a command's output goes to, where no package makes it.
    private static func newFolder(_ path: String) -> String? {
        guard ["/run/", "/var/lib/drydock/", "/etc/drydock/"].contains(where: path.hasPrefix) else { return nil }
        return path.lastIndex(of: "/").map { String(path[..<$0]) }
    }

    private static func code(_ commands: [[String]]) -> String { MarkdownText.code(commands.map(ShellLine.of), "sh") }
    private static func bare(_ title: String) -> String { title.hasSuffix(".") ? String(title.dropLast()) : title }
}
