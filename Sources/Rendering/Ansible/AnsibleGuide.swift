import Planning
import Steps
import Text

/// The project's README.md.
enum AnsibleGuide {
    private static let parts = [
        "ansible-playbook playbooks/prepare.yml --limit worker", "ansible-playbook site.yml --tags prepare",
    ]

    static func text(_ context: PlanContext, _ playbooks: AnsiblePlaybooks) -> String {
        var out = "# Ansible: \(context.plan.name)\n\n"
        out +=
            MarkdownText.paragraph(
                "The steps of the runbook as an Ansible project, for ansible-core 2.14 or newer; no collections are needed. Run it in this "
                    + "folder, on a machine that reaches the others over ssh and has the drydock program (`/usr/local/bin/drydock`, or where "
                    + "`DRYDOCK` says). Ansible carries the program to each machine, and it does the steps there.") + "\n"
        out += MarkdownText.code(
            [
                "ansible all -m ansible.builtin.ping", "ansible-playbook site.yml --check", "ansible-playbook site.yml",
            ] + (playbooks.phases.contains(.prepare) ? parts : []), "sh")
        out += "\n## What it does\n\n"
        out += MarkdownText.item(
            "Each step is looked at first, by its own check. Where it holds nothing is done, so a second run changes nothing.")
        out += MarkdownText.item(
            "Check mode carries the program, which looks and changes nothing else; a step that would be done is shown as changed."
        )
        out += MarkdownText.item(
            "Bootstrap tokens and the certificate key are made on the first control plane in the run that needs them, and never shown. "
                + "Random secrets are made once in the folder `secrets`: keep it safe, and out of git.")
        out += MarkdownText.item("Where a step is a person's, the run stops there with the words for it. Do it, and run again.")
        if context.plan.machines.contains(where: \.isWindows) {
            out += MarkdownText.item("Windows machines are not part of it: `machines/NAME/install.ps1` is theirs.")
        }
        out += "\n## Playbooks\n\n"
        let rows = playbooks.phases.map { phase in
            let parts = AnsiblePlaybooks.parts(playbooks.steps.filter { $0.phase == phase }, isFree: phase == .prepare)
            var hosts: [String] = []
            for part in parts where !hosts.contains(playbooks.inventory.pattern(part.machines)) {
                hosts.append(playbooks.inventory.pattern(part.machines))
            }
            return [
                "`playbooks/\(phase.rawValue).yml`", AnsiblePlaybooks.title(phase),
                hosts.map { "`\($0)`" }.joined(separator: ", "),
            ]
        }
        return out + MarkdownText.table(["Playbook", "What", "Hosts"], rows)
    }
}
