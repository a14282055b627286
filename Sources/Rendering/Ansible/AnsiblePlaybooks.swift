import Steps
import YAML

/// A playbook for each phase: plays in the plan's order, each for the machines that do the same steps at that place.
struct AnsiblePlaybooks {
    var steps: [Step]
    var roles: [AnsibleRole]
    var inventory: AnsibleInventory

    init(steps: [Step], roles: [AnsibleRole], inventory: AnsibleInventory) {
        self.steps = steps
        self.roles = roles
        self.inventory = inventory
    }

    /// Some machines and the keys that they do, in order.
    struct Part: Equatable {
        var machines: [String]
        var keys: [String]
    }

    var phases: [Step.Phase] { Step.Phase.allCases.filter { phase in steps.contains { $0.phase == phase } } }

    var site: String {
        AnsibleText.document(
            phases.map { phase in
                AnsibleItem(
                    Self.title(phase), [ConfigEntry("ansible.builtin.import_playbook", .text("playbooks/\(phase.rawValue).yml"))])
            })
    }

    var documents: [PlannedFile] {
        phases.map { phase in
            let parts = Self.parts(steps.filter { $0.phase == phase }, isFree: phase == .prepare)
            let plays = parts.enumerated().map { index, part in play(part, phase, index + 1, of: parts.count) }
            return PlannedFile("playbooks/\(phase.rawValue).yml", AnsibleText.document(plays))
        }
    }

    /// Where machines do not depend on each other, all go together, key by key. Elsewhere the plan's order is kept: steps on
    /// end of the same machine, and machines on end with the same steps.
    static func parts(_ steps: [Step], isFree: Bool) -> [Part] {
        if isFree {
            var machines: [String] = []
            for step in steps where !machines.contains(step.machine) { machines.append(step.machine) }
            return [Part(machines: machines, keys: merged(steps, machines))]
        }
        var runs: [Part] = []
        for step in steps {
            if let last = runs.last, last.machines == [step.machine] {
                runs[runs.count - 1].keys.append(step.key)
            } else {
                runs.append(Part(machines: [step.machine], keys: [step.key]))
            }
        }
        var out: [Part] = []
        for run in runs {
            if let last = out.last, last.keys == run.keys, !last.machines.contains(run.machines[0]) {
                out[out.count - 1].machines += run.machines
            } else if let last = out.last, last.machines == run.machines {
                out[out.count - 1].keys += run.keys
            } else {
                out.append(run)
            }
        }
        return out
    }

    /// One order of keys that keeps each machine's own: always the earliest key that no machine has an earlier one before.
    private static func merged(_ steps: [Step], _ machines: [String]) -> [String] {
        var rest = machines.map { machine in steps.filter { $0.machine == machine }.map(\.key)[...] }
        var order: [String] = []
        for step in steps where !order.contains(step.key) { order.append(step.key) }
        var out: [String] = []
        while let key = order.first(where: { key in rest.allSatisfy { !$0.contains(key) || $0.first == key } }) {
            out.append(key)
            order.removeAll { $0 == key }
            for index in rest.indices where rest[index].first == key { rest[index] = rest[index].dropFirst() }
        }
        // Machines whose orders contradict each other do not come from the generators; then the first order is kept.
        return out + order
    }

    private func play(_ part: Part, _ phase: Step.Phase, _ number: Int, of count: Int) -> AnsibleItem {
        var entries = [
            ConfigEntry("hosts", .text(inventory.pattern(part.machines))), ConfigEntry("become", true),
            ConfigEntry("gather_facts", false),
        ]
        if phase == .controlPlanes, part.machines.count > 1 {
            entries.append(ConfigEntry("serial", 1, comment: "etcd takes one new member at a time."))
        }
        if [.etcd, .initialize, .controlPlanes].contains(phase) { entries.append(ConfigEntry("any_errors_fatal", true)) }
        entries.append(ConfigEntry("environment", "{{ drydock_environment }}"))
        let made = made(for: part, in: phase)
        if !made.isEmpty { entries.append(ConfigEntry("vars", .map(made))) }
        let roles = part.keys.map { key -> ConfigValue in
            .map([ConfigEntry("role", .text(AnsibleText.identifier(key))), ConfigEntry("tags", .texts([key, phase.rawValue]))])
        }
        entries.append(ConfigEntry("roles", .list(roles)))
        let title = count == 1 ? Self.title(phase) : "\(Self.title(phase)), part \(number)"
        return AnsibleItem(title, entries)
    }

    /// Values that a step before this play makes: they replace those of the inventory.
    private func made(for part: Part, in phase: Step.Phase) -> [ConfigEntry] {
        let own = steps.filter { $0.phase == phase && part.machines.contains($0.machine) && part.keys.contains($0.key) }
        let needed = Placeholder.allCases.filter { placeholder in
            own.contains { $0.files.contains { $0.placeholders.contains(placeholder) } }
        }
        guard let first = steps.firstIndex(where: { own.contains($0) }) else { return [] }
        return needed.compactMap { placeholder in
            for step in steps[..<first].reversed() {
                for (index, action) in step.actions.enumerated() {
                    if case .run(let run) = action, run.makes.contains(placeholder) {
                        return ConfigEntry(AnsibleText.variable(placeholder), .text(expression(placeholder, step, index + 1)))
                    }
                }
            }
            return nil
        }
    }

    /// The value in what the step's command printed; empty where it did not run, as in check mode.
    private func expression(_ placeholder: Placeholder, _ step: Step, _ number: Int) -> String {
        let prefix = roles.first { $0.key == step.key }?.prefix(on: step.machine) ?? ""
        let printed = "(hostvars['\(step.machine)'].\(prefix)_run_\(number).stdout | default(''))"
        switch placeholder {
        case .joinToken: return Self.after("--token", printed)
        case .caCertHash: return Self.after("--discovery-token-ca-cert-hash", printed)
        case .certificateKey: return "{{ \(printed).split() | last | default('', true) }}"
        case .encryptionKey, .keepalivedPassword, .ipsecKey: return ""
        }
    }

    /// The word after a flag.
    private static func after(_ flag: String, _ printed: String) -> String {
        "{{ (\(printed) | regex_findall('\(flag) (\\S+)')) | first | default('', true) }}"
    }

    static func title(_ phase: Step.Phase) -> String {
        switch phase {
        case .prepare: "Prepare the machines"
        case .etcd: "Make the external etcd"
        case .balancer: "Set up the balancer"
        case .initialize: "Make the first control plane"
        case .network: "Install the network add-on"
        case .controlPlanes: "Join further control planes"
        case .workers: "Join workers"
        case .finish: "Finish the nodes"
        case .reset: "Take the cluster away"
        }
    }
}
