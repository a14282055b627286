import Steps
import Text

/// When all machines have joined: they are waited for and get their labels.
struct FinishNodes: Generator {
    func steps(_ context: PlanContext) -> [Step] {
        let plan = context.plan
        guard plan.tool == .kubeadm, let first = plan.firstControlPlane else { return [] }
        let nodes = plan.machines.filter { $0.roles.contains(.controlPlane) || $0.roles.contains(.worker) }
        guard let existing = plan.existing else { return [wait(nodes, on: first)] + labels(nodes, on: first) }
        if existing.task.joins, let through = plan.throughMachine {
            let new = nodes.filter { $0.name != through.name }
            return [wait(new, on: through)] + labels(new, on: through)
        }
        // A joined control plane has the administrator's kubeconfig itself; a worker never has.
        if existing.task == .joinControlPlane {
            return plan.machines(.controlPlane).flatMap { [wait([$0], on: $0)] + labels([$0], on: $0) }
        }
        return existing.task == .joinWorker ? plan.machines(.worker).flatMap(byHand) : []
    }

    private func wait(_ nodes: [Machine], on machine: Machine) -> Step {
        let names = nodes.map(\.name)
        return Step(
            "wait-for-nodes", on: machine.name, phase: .finish, title: "Wait until the nodes are ready.",
            why: "A node is ready when its runtime runs and the network add-on has written its configuration there.",
            risk: .looks,
            actions: [
                .run(.init(Kubectl.asAdmin(["wait", "--for=condition=Ready", "--timeout=300s"] + names.map { "node/\($0)" })))
            ], seconds: 120)
    }

    private func labels(_ nodes: [Machine], on machine: Machine) -> [Step] {
        let labelled = nodes.filter { !Self.labels($0).isEmpty }
        if labelled.isEmpty { return [] }
        return [
            Step(
                "label-nodes", on: machine.name, phase: .finish, title: "Set the nodes' labels.",
                why:
                    "The scheduler spreads pods over zones by the label topology.kubernetes.io/zone; the other labels are the plan's.",
                risk: .edits,
                actions: labelled.map {
                    .run(.init(Kubectl.asAdmin(["label", "--overwrite", "node", $0.name] + Self.labels($0))))
                },
                undo: .commands(
                    labelled.map { node in
                        Kubectl.asAdmin(
                            ["label", "node", node.name] + Self.labels(node).map { "\($0.split(separator: "=")[0])-" })
                    }))
        ]
    }

    private func byHand(_ machine: Machine) -> [Step] {
        var text =
            "Where kubectl has the administrator's rights run: kubectl wait --for=condition=Ready --timeout=300s node/\(machine.name)"
        let labels = Self.labels(machine)
        if !labels.isEmpty {
            text += " and then: \(ShellLine.of(["kubectl", "label", "--overwrite", "node", machine.name] + labels))"
        }
        return [
            Step(
                "wait-for-node", on: machine.name, phase: .finish, title: "Wait until the node is ready.",
                why: "A worker has no rights to ask about itself, so another machine has to.", risk: .looks,
                actions: [.byHand(text + ".")],
                seconds: 120)
        ]
    }

    /// `key=value`, in a fixed order; the zone's where the plan knows it and names no such label itself.
    static func labels(_ machine: Machine) -> [String] {
        var labels = machine.labels
        let zone = "topology.kubernetes.io/zone"
        if !machine.zone.isEmpty, labels[zone] == nil { labels[zone] = machine.zone }
        return labels.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    }
}
