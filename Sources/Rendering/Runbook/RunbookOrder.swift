import Planning
import Steps
import Text

/// In which order the machines' scripts are run, where there is more than one machine: no script knows of the others.
enum RunbookOrder {
    static func text(_ plan: Plan, _ context: PlanContext) -> String {
        let machines = context.plan.machines.filter { machine in plan.steps.contains { $0.machine == machine.name } }
        if machines.count == 1 { return alone(machines[0], plan) }
        guard machines.count > 1 else { return "" }
        if !InstallScript.isWritten(plan, context) { return turns(plan) }
        var out = "## With the scripts\n\n"
        out += MarkdownText.paragraph(
            "Copy each machine's folder to it and run its script there as root, in this order; each line is one run. The Ansible project "
                + "keeps the same order, and stops where a person must act. What a run prints as needed by others goes into a file of "
                + "`NAME=VALUE` lines, mode 0600, and to the next with `--secrets FILE`.")
        let rows = lines(plan, machines).enumerated().map { index, line in
            ["\(index + 1)", "`\(line.command)`", MarkdownText.names(line.machines), line.note]
        }
        return out + "\n" + MarkdownText.table(["", "Run", "On", "Note"], rows)
    }

    /// One machine does all phases in one run.
    private static func alone(_ machine: Machine, _ plan: Plan) -> String {
        if plan.takesAway || machine.isWindows { return "" }
        return "## With the script\n\n"
            + MarkdownText.paragraph(
                "One command does everything. It stops where a person must act or a step fails, and goes on there when it is run again. On "
                    + "\(machine.name), in the folder of these files, first look, then do, then verify:") + "\n"
            + MarkdownText.code(
                [
                    "sudo ./machines/\(machine.name)/install.sh --check", "sudo ./machines/\(machine.name)/install.sh",
                    "sudo ./machines/\(machine.name)/install.sh --check # nothing is left to do",
                ], "sh")
    }

    /// What the machines do in turn, each line one run of drydock with its machine's steps.
    private static func turns(_ plan: Plan) -> String {
        var rows: [[String]] = []
        for part in AnsiblePlaybooks.parts(plan.steps, isFree: false) {
            for machine in part.machines {
                let destroys = plan.steps.contains {
                    $0.machine == machine && part.keys.contains($0.key) && $0.risk == .destroys
                }
                let words =
                    ["drydock", "apply", "\(machine).json"] + part.keys.flatMap { ["--step", $0] }
                    + (destroys ? ["--destroy", machine] : [])
                rows.append(["\(rows.count + 1)", "`\(ShellLine.of(words))`", "`\(machine)`"])
            }
        }
        return "## Without Ansible\n\n"
            + MarkdownText.paragraph(
                "Copy drydock and `ansible/roles/drydock/files/NAME.json` to each machine and run the lines in this order, as root. Where one "
                    + "fails, mend that before you go on: the same line may be run again.") + "\n"
            + MarkdownText.table(["", "Run", "On"], rows)
    }

    private struct Line {
        var command: String
        var machines: [String]
        var note: String
    }

    /// A phase is one line, but where machines need what others of the same phase make first.
    private static func lines(_ plan: Plan, _ machines: [Machine]) -> [Line] {
        var out: [Line] = []
        for phase in Step.Phase.allCases {
            let own = machines.filter { machine in plan.steps.contains { $0.machine == machine.name && $0.phase == phase } }
            let makers = own.filter { makes(plan, $0.name, phase) }
            for group in [makers, own.filter { !makers.contains($0) }] {
                for kind in [false, true] {
                    let names = group.filter { $0.isWindows == kind }.map(\.name)
                    if names.isEmpty { continue }
                    let script = kind ? ".\\install.ps1 -Phases" : "./install.sh"
                    out.append(Line(command: "\(script) \(phase.rawValue)", machines: names, note: note(phase, names)))
                }
            }
        }
        return out
    }

    /// Whether a machine makes tokens or signs certificates in a phase, which the others of it wait for.
    private static func makes(_ plan: Plan, _ machine: String, _ phase: Step.Phase) -> Bool {
        plan.steps.contains { step in
            step.machine == machine && step.phase == phase
                && (step.key.hasPrefix("sign-certificates")
                    || step.actions.contains { if case .run(let run) = $0 { !run.makes.isEmpty } else { false } })
        }
    }

    private static func note(_ phase: Step.Phase, _ names: [String]) -> String {
        switch phase {
        case .etcd where names.count == 1:
            "It ends by asking all members, for five minutes: go on with the next line meanwhile, or run it again after that."
        case .etcd: "Copy the certificates that the line before signed, as each script says."
        case .controlPlanes where names.count > 1: "One after the other: etcd takes one new member at a time."
        case .prepare, .workers: names.count > 1 ? "Side by side." : ""
        default: ""
        }
    }
}
