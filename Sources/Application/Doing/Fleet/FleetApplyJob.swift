import Applying
import FoundationEssentials
import Glibc
import Planning
import Steps

/// `drydock apply PLAN` of several machines: Ansible carries the program and its steps to them, and each does its own.
struct FleetApplyJob: Sendable {
    let settings: Settings
    let format: ListFormat
    let mode: FixJob.Mode
    /// The folder in which the project is written; nil for the one that drydock keeps for the plan.
    let folder: String?
    /// A pattern of Ansible's for some of the machines.
    let limit: String?
    /// The person's own inventory, read after the plan's: their keys, jump hosts and vault.
    let inventory: String?
    /// A machine of which it is agreed that what a kubeadm left half-made there is taken away.
    let destroys: String?

    func run(_ plan: Plan, _ context: PlanContext) throws -> Int32 {
        try AnsibleHere.demand(
            without:
                "Without it: copy the folders of `drydock plan --out DIR` and follow DIR/RUNBOOK.md, which runs install.sh on each machine."
        )
        let place = folder ?? Self.place(of: context.plan.name)
        _ = try PlanFolder(place).write(plan, context, overwrites: folder == nil)
        let machines = context.plan.machines.filter { !$0.isWindows }.map(\.name)
        if let destroys, !machines.contains(destroys) {
            throw Refusal("--destroy names a machine of the plan, and \(destroys) is none.", status: 2)
        }
        if format == .text { Output.write(opening(plan, machines, place)) }
        if mode == .ask {
            guard Consent.isGiven("Do it on \(Self.names(machines, limit))?") else { return 1 }
        }
        let run = FleetRun(
            project: place + "/ansible", playbook: "site.yml", arguments: arguments(place), environment: AnsibleHere.environment,
            settings: place + "/ansible/ansible.cfg")
        let live = FleetLive(limit == nil ? machines : [], settings: settings, looksOnly: mode == .check)
        let (table, status) = try live.run(run)
        if format == .text {
            Output.write(closing(table, context))
            let isDone = limit == nil && mode != .check && table.status(ansible: status) == 0 && table.count(.changed) > 0
            if isDone { Output.write(NextText.text(context, settings.paint)) }
        }
        if format == .json { Output.write(try JSONText.of(FleetReport(table, folder: place))) }
        return table.status(ansible: status)
    }

    private func arguments(_ place: String) -> [String] {
        var words = ["--inventory", "\(place)/ansible/inventory/hosts.yml"]
        if let inventory { words += ["--inventory", AnsibleHere.absolute(inventory)] }
        if let limit { words += ["--limit", limit] }
        // A name in a plan has letters, digits, dots and dashes.
        if let destroys { words += ["--extra-vars", "{\"drydock_agreed\": [\"\(destroys)\"]}"] }
        if mode == .check { words.append("--check") }
        return words
    }

    /// Where drydock keeps what it made for a plan: a second run finds the secrets there that the first one made.
    private static func place(of name: String) -> String {
        let environment = ProcessInfo.processInfo.environment
        let state =
            geteuid() == 0
            ? "/var/lib" : environment["XDG_STATE_HOME"] ?? "\(environment["HOME"] ?? "/tmp")/.local/state"
        return "\(state)/drydock/plans/\(name)"
    }

    private static func names(_ machines: [String], _ limit: String?) -> String {
        if let limit { return "what \"\(limit)\" names" }
        guard machines.count > 12 else { return machines.joined(separator: ", ") }
        return machines.prefix(12).joined(separator: ", ") + " and \(machines.count - 12) more"
    }

    private func opening(_ plan: Plan, _ machines: [String], _ place: String) -> String {
        let steps = plan.steps.filter { machines.contains($0.machine) }
        let byHand = steps.count { step in step.actions.contains { if case .byHand = $0 { true } else { false } } }
        var sentences = [
            "\(steps.count) steps on \(machines.count == 1 ? machines[0] : "\(machines.count) machines"). The project for Ansible is in \(place)/ansible, what each step does in \(place)/RUNBOOK.md."
        ]
        if byHand > 0 { sentences.append("\(byHand) of the steps are a person's: the run stops there and says what to do.") }
        let windows = plan.steps.map(\.machine).filter { !machines.contains($0) }
        if let one = windows.first {
            sentences.append(
                "Windows machines are not reached this way: run machines/\(one)/install.ps1 there when the rest is done.")
        }
        return Wrap.lines(sentences.joined(separator: " "), width: min(Output.width, 100)).joined(separator: "\n") + "\n\n"
    }

    private func closing(_ table: FleetTable, _ context: PlanContext) -> String {
        var lines: [String] = []
        for row in table.missed {
            lines += Wrap.lines("\(row.machine): \(table.words(row.state)). \(row.why)", width: min(Output.width, 100))
        }
        let isWhole = table.missed.isEmpty
        lines.append("\(table.summary).")
        if !isWhole {
            lines += Wrap.lines(
                "What was done stays done. Mend what is named and run the same command again: it goes on where it stopped. To take back what a machine did: sudo drydock apply --undo there.",
                width: min(Output.width, 100))
        }
        return lines.map { $0 + "\n" }.joined()
    }
}
