import Planning
import Steps

/// An Ansible project that has drydock do the plan's steps on each machine: a playbook for each phase, one role, a file of steps for each
/// machine. Order, `serial` and what waits for what are Ansible's part; when a step is done, and whether it was, is drydock's.
///
/// It needs ansible-core 2.14 and no collections besides ansible.builtin.
struct AnsibleProject: Exporter {
    func documents(_ plan: Plan, _ context: PlanContext) -> [PlannedFile] {
        let linux = context.plan.machines.filter { !$0.isWindows }
        let steps = plan.steps.filter { step in linux.contains { $0.name == step.machine } }
        guard context.plan.tool == .kubeadm, !steps.isEmpty else { return [] }
        let inventory = AnsibleInventory(machines: linux, context: context)
        let playbooks = AnsiblePlaybooks(steps: steps, inventory: inventory)
        let files =
            [
                PlannedFile("ansible.cfg", Self.settings), PlannedFile(".ansible-lint", Self.lint),
                PlannedFile(".yamllint", Self.yamllint), PlannedFile("README.md", AnsibleGuide.text(context, playbooks)),
                PlannedFile("site.yml", playbooks.site),
            ] + playbooks.documents + inventory.documents(steps) + role(steps, linux, context)
        return files.map { PlannedFile("ansible/\($0.path)", mode: $0.mode, $0.content) }
    }

    private func role(_ steps: [Step], _ machines: [Machine], _ context: PlanContext) -> [PlannedFile] {
        let files = machines.compactMap { machine -> PlannedFile? in
            let file = StepsFile(context, steps, of: machine.name)
            guard !file.steps.isEmpty, let text = try? file.text() else { return nil }
            return PlannedFile("roles/drydock/files/\(machine.name).json", text)
        }
        return [
            PlannedFile("roles/drydock/defaults/main.yml", AnsibleRole.defaults),
            PlannedFile("roles/drydock/tasks/main.yml", AnsibleRole.tasks),
        ] + files
    }

    private static let settings = """
        [defaults]
        inventory = inventory/hosts.yml
        roles_path = roles
        interpreter_python = auto_silent
        forks = 20
        # The names of machines that failed, for a run with --limit @FILE.
        retry_files_enabled = true
        retry_files_save_path = retry

        [diff]
        always = true

        """

    private static let lint = """
        ---
        profile: production
        offline: true
        exclude_paths:
          # What is copied to machines is judged by the programs that read it there.
          - roles/*/files/

        """

    /// Words of a command are not broken over lines, and files of the machines begin as their programs like it.
    private static let yamllint = """
        ---
        extends: default
        rules:
          line-length: disable
          comments:
            min-spaces-from-content: 1
          comments-indentation: disable
          document-start: disable
          braces:
            max-spaces-inside: 1
          octal-values:
            forbid-implicit-octal: true
            forbid-explicit-octal: true

        """
}
