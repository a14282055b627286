import Diagnosis
import Planning
import Steps
import Text
import Wizard

/// RUNBOOK.md: the whole plan for a person to read, to check and, where no tool does it, to carry out by hand.
struct Runbook: Exporter {
    func documents(_ plan: Plan, _ context: PlanContext) -> [PlannedFile] {
        if context.plan.tool != .kubeadm { return [] }
        return [PlannedFile("RUNBOOK.md", Self.text(plan, context))]
    }

    static func text(_ plan: Plan, _ context: PlanContext) -> String {
        if plan.takesAway, context.plan.existing?.task != .remove { return reset(plan, context) }
        var parts = [opening(context), drawing(context), RunbookAnswers.text(context), machines(context.plan)]
        parts += [before(plan, context), RunbookPorts.text(context)]
        parts.append(RunbookOrder.text(plan, context))
        if !plan.steps.isEmpty { parts.append(RunbookSteps.text(plan)) }
        if context.plan.existing == nil { parts += [RunbookNext.text(context), readiness(context)] }
        if !plan.changesCluster { parts.append(away(context.plan)) }
        parts.append(onward(context.plan))
        return parts.filter { !$0.isEmpty }.joined(separator: "\n")
    }

    /// The runbook of what takes a whole cluster away.
    private static func reset(_ plan: Plan, _ context: PlanContext) -> String {
        let name = context.plan.name
        let opening =
            "# Runbook: take \(name) away\n\n"
            + MarkdownText.paragraph(
                "This takes the cluster \(name) of \(context.plan.machines.count) machines away, and all that it knew. It was written by "
                    + "drydock from \(context.plan.existing == nil ? "the cluster's plan file" : "a plan file"). Nothing of it can be taken back."
            )
        return [opening, machines(context.plan), before(plan, context), RunbookSteps.text(plan)].joined(separator: "\n")
    }

    private static func opening(_ context: PlanContext) -> String {
        let plan = context.plan
        let what: String
        switch plan.existing?.task {
        case nil:
            let size = plan.machines.count == 1 ? "one machine" : "\(plan.machines.count) machines"
            what = "makes the cluster \(plan.name) of \(size) with Kubernetes \(context.version)."
        case .joinWorker: what = "adds workers to a cluster with Kubernetes \(context.version)."
        case .joinControlPlane: what = "adds control planes to a cluster with Kubernetes \(context.version)."
        case .remove: what = "takes machines out of a cluster with Kubernetes \(context.version)."
        case .renewCertificates: what = "renews the certificates of a cluster with Kubernetes \(context.version)."
        case .upgrade:
            what =
                "upgrades a cluster \(plan.existing?.controlPlaneVersion.map { "from Kubernetes \($0) " } ?? "")to Kubernetes \(context.version)."
        case .backUpEtcd: what = "backs up the etcd of a cluster with Kubernetes \(context.version)."
        case .restoreEtcd: what = "brings the etcd of a cluster back from a snapshot."
        case .changeAddress: what = "gives a machine of a cluster with Kubernetes \(context.version) another address."
        case .reset: what = "takes a cluster with Kubernetes \(context.version) away, and all that it knew."
        }
        return "# Runbook: \(plan.name)\n\n"
            + MarkdownText.paragraph(
                "This \(what) It was written by drydock from a plan file and follows from that file\(seen(context)): change the file and write it "
                    + "anew rather than change this text.")
    }

    /// What else it follows from: with other captures, or none, the same file may give other steps.
    private static func seen(_ context: PlanContext) -> String {
        let names = context.plan.machines.map(\.name).filter { context.facts[$0] != nil }
        return names.isEmpty ? " alone" : " and from what was seen of \(names.joined(separator: ", "))"
    }

    private static func drawing(_ context: PlanContext) -> String {
        guard context.plan.existing == nil else { return "" }
        return "## What will stand\n\n" + MarkdownText.code(TopologyDrawing.lines(context.plan), "text")
    }

    private static func machines(_ plan: ClusterPlan) -> String {
        let rows = plan.machines.map { machine in
            [
                "`\(machine.name)`", machine.addresses.map { "`\($0)`" }.joined(separator: ", "),
                machine.roles.map(\.rawValue).joined(separator: ", "), machine.zone,
                machine.os.rawValue + (machine.osVersion.isEmpty ? "" : " \(machine.osVersion)"), machine.architecture.rawValue,
                "`\(machine.user)`",
            ]
        }
        return "## Machines\n\n"
            + MarkdownText.table(["Name", "Addresses", "Roles", "Zone", "System", "Processor", "User"], rows)
    }

    private static func before(_ plan: Plan, _ context: PlanContext) -> String {
        let time = PlanTime(plan.steps)
        var out = "## Before you begin\n\n"
        out += MarkdownText.item("Every step is done as root on its machine.")
        if !InstallScript.isWritten(plan, context) {
            out += MarkdownText.item(
                "The steps of the machines wait for each other, so there is no script for one of them. The Ansible project keeps their order; "
                    + "without Ansible the table below does.")
        } else if InstallScript.name(plan, context) == "install.sh" {
            out += MarkdownText.item(
                "Files of a machine lie below `machines/NAME/root`, each at its path. `machines/NAME/install.sh` does that machine's "
                    + "steps, phase by phase; `--check` shows what it would do. On Windows it is `install.ps1`.")
        } else {
            let first = context.plan.firstControlPlane?.name ?? ""
            out += MarkdownText.item(
                "`machines/NAME/reset.sh` does a machine's steps; `--check` shows what it would do. Run that of \(first) first: it "
                    + "drains the other nodes while there is an API to ask. The Ansible project does all in the order below.")
        }
        out += MarkdownText.item(
            "Time: \(PlanTime.text(time.oneByOne)) one machine after the other, \(PlanTime.text(time.sideBySide)) side by side, "
                + "without what is downloaded over a slow line.")
        if !plan.takesAway {
            for (machine, need) in context.missedNeeds {
                out += MarkdownText.item("Of what `\(machine)` needs, it lacks this (\(need.title)): \(need.says)")
            }
        }
        if !plan.takesAway { out += known(context) + security(plan) }
        for warning in plan.warnings { out += MarkdownText.item("Warning: \(warning)") }
        return out + placeholders(plan)
    }

    /// What becomes of SELinux on machines that have it.
    private static func security(_ plan: Plan) -> String {
        guard plan.steps.contains(where: { $0.key == "install-selinux-policy" }) else { return "" }
        return MarkdownText.item(
            "SELinux stays as it is; the step `install-selinux-policy` brings the policy for containers. A folder of the machine that a pod "
                + "mounts needs the label container_file_t, else the pod sees permission denied: `ausearch -m avc -ts recent` names it. "
                + "Kubernetes' own guide sets SELinux to permissive instead: `setenforce 0`, and `SELINUX=permissive` in "
                + "/etc/selinux/config for the next boots.")
    }

    /// Of which day that is what the plan rests on. It tells the day from which on that is old, not whether it is: the same answers give
    /// the same bytes whenever they are planned.
    private static func known(_ context: PlanContext) -> String {
        let parts = context.knowledge.parts(of: context.plan)
        guard !parts.isEmpty else { return "" }
        let until = parts.compactMap(\.freshUntil).min().map { " After \($0) look for newer versions before you carry this out." }
        return MarkdownText.item("Versions are those known on these days: \(parts.words).\(until ?? "")")
    }

    /// What is made only while the plan is carried out, and in which files it stands.
    private static func placeholders(_ plan: Plan) -> String {
        let rows = Placeholder.allCases.compactMap { placeholder -> [String]? in
            let steps = plan.steps.filter { step in step.files.contains { $0.placeholders.contains(placeholder) } }
            if steps.isEmpty { return nil }
            var places: [String] = []
            for step in steps {
                let own = step.files.filter { $0.placeholders.contains(placeholder) }
                for path in own.map({ "`\($0.path)`" }) where !places.contains(path) { places.append(path) }
            }
            let makers = plan.steps.filter { step in
                step.actions.contains { if case .run(let run) = $0 { run.makes.contains(placeholder) } else { false } }
            }
            let made = makers.map { "`\($0.key)` on \($0.machine)" }.joined(separator: ", ")
            return [
                "`\(placeholder.mark)`", placeholder.about + ".", made.isEmpty ? "by you" : made, places.joined(separator: ", "),
            ]
        }
        if rows.isEmpty { return "" }
        return "\n"
            + MarkdownText.paragraph(
                "These values live for hours or are secret, so they are in no file yet. Put each in place of its mark, and let only root "
                    + "read the file.") + "\n" + MarkdownText.table(["Mark", "What it is", "Made by", "Stands in"], rows)
    }

    private static func readiness(_ context: PlanContext) -> String {
        let rows = context.knowledge.readiness.subjects(of: context.plan).map { item in
            [item.title, item.isReady.map { $0 ? "yes" : "no" } ?? "yours", item.says]
        }
        return "## Readiness for production\n\n"
            + MarkdownText.paragraph("\"yours\" is what no plan can settle: the people who run the cluster must.") + "\n"
            + MarkdownText.table(["Subject", "Ready", "Says"], rows)
    }

    private static func away(_ plan: ClusterPlan) -> String {
        "## How to take it away\n\n"
            + MarkdownText.paragraph(
                "Each step above says how it is taken back. For everything, in the right order, with what the network add-on and the "
                    + "kernel keep:") + "\n" + MarkdownText.code(["drydock plan PLAN.yaml --reset --out reset"], "sh")
    }

    private static func onward(_ plan: ClusterPlan) -> String {
        "## How to go on\n\n"
            + MarkdownText.item(
                "Another machine: add it to `spec.machines` and write the plan anew. Steps that hold already change nothing; tokens are "
                    + "made fresh for the machine that is not a node yet.")
            + MarkdownText.item(
                "A machine for a cluster whose plan is lost: a plan with `spec.existing`, with the task `join-worker` or "
                    + "`join-control-plane`, asks that cluster for a token.")
            + MarkdownText.item(
                "A machine that goes: a plan with the task `remove` drains it, looks at etcd's members, and resets it.")
            + MarkdownText.item(
                "A node that does not come up: run `drydock` on it. It looks, names the cause, and shows how to mend it.")
    }
}
