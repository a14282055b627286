import Planning
import Steps
import YAML

/// A playbook for each phase: plays in the plan's order, each for the machines that do the same steps at that place.
struct AnsiblePlaybooks {
    var steps: [Step]
    var inventory: AnsibleInventory

    init(steps: [Step], inventory: AnsibleInventory) {
        self.steps = steps
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

    /// Whether a machine leaves only once another has looked whether the cluster can do without it.
    private var isInTurn: Bool { inventory.context.plan.existing?.task == .remove }

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
        if phase == .change, part.machines.count > 1 {
            entries.append(ConfigEntry("serial", 1, comment: "The next machine begins when this one works."))
        }
        if [.etcd, .initialize, .controlPlanes, .change].contains(phase) || isInTurn {
            entries.append(ConfigEntry("any_errors_fatal", true))
        }
        entries.append(ConfigEntry("vars", .map(variables(part, phase))))
        entries.append(
            ConfigEntry("roles", [.map([ConfigEntry("role", "drydock"), ConfigEntry("tags", [.text(phase.rawValue)])])]))
        let title = count == 1 ? Self.title(phase) : "\(Self.title(phase)), part \(number)"
        return AnsibleItem(title, entries)
    }

    private func variables(_ part: Part, _ phase: Step.Phase) -> [ConfigEntry] {
        var out = [ConfigEntry("drydock_steps", .texts(part.keys))]
        let own = steps.filter { $0.phase == phase && part.machines.contains($0.machine) && part.keys.contains($0.key) }
        let makers = makers(for: own)
        if !makers.isEmpty { out.append(ConfigEntry("drydock_makers", .texts(makers))) }
        if own.contains(where: Self.makes) { out.append(ConfigEntry("drydock_makes", true)) }
        if own.contains(where: { $0.risk == .destroys }) { out.append(ConfigEntry("drydock_destroys", true)) }
        return out
    }

    /// The machines on which values are made that these steps' files need.
    private func makers(for own: [Step]) -> [String] {
        guard let first = steps.firstIndex(where: { own.contains($0) }) else { return [] }
        let needed = Set(own.flatMap(\.files).flatMap(\.placeholders))
        let makers = steps[..<first].filter { step in
            step.actions.contains { if case .run(let run) = $0 { !needed.isDisjoint(with: run.makes) } else { false } }
        }
        return Set(makers.map(\.machine)).sorted()
    }

    private static func makes(_ step: Step) -> Bool {
        step.actions.contains { if case .run(let run) = $0 { !run.makes.isEmpty } else { false } }
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
        case .change: "Change the cluster, machine by machine"
        case .fix: "Mend nodes"
        case .reset: "Take the cluster away"
        }
    }
}
