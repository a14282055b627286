import Steps

/// Another address for a machine of a cluster that is there: a worker, or the only control plane. kubeadm has no command for it
/// (kubernetes/kubeadm#338); one of several control planes leaves and joins again.
struct ChangeAddress: Generator {
    func steps(_ context: PlanContext) -> [Step] {
        let plan = context.plan
        guard plan.tool == .kubeadm, let existing = plan.existing, existing.task == .changeAddress,
            let machine = plan.movedMachine, !existing.formerAddress.isEmpty
        else { return [] }
        let moved = MovedNode(context: context, machine: machine, former: existing.formerAddress)
        guard machine.roles.contains(.controlPlane) else { return moved.worker(through: plan.throughMachine) }
        let workers = plan.machines.filter { !$0.isWindows && $0.name != machine.name && $0.roles.contains(.worker) }
        return MovedControlPlane(context: context, machine: machine, former: existing.formerAddress).steps
            + workers.map(moved.follow) + [moved.wait(on: machine), moved.daemons(on: machine)]
    }
}

extension ClusterPlan {
    /// The machine that gets another address: the one control plane, unless a worker is named and the plan goes through that.
    var movedMachine: Machine? { changedMachines.first { $0.roles.contains(.controlPlane) } ?? changedMachines.first }
}

/// What follows from a node's new address wherever it runs.
struct MovedNode {
    let context: PlanContext
    let machine: Machine
    let former: String

    private var present: String { machine.address }

    func worker(through: Machine?) -> [Step] {
        [look, kubelet] + (through.map { [wait(on: $0), daemons(on: $0)] } ?? [byHand])
    }

    /// Before anything is written for it.
    var look: Step {
        Step(
            "look-at-address", on: machine.name, phase: .change,
            title: "Look whether \(machine.name) has the address \(present).",
            why: "The address itself is the system's to give: netplan, NetworkManager, systemd-networkd or DHCP.", risk: .looks,
            actions: [.run(Run(NodeScript.words("ip -o address show | grep -qF \" $1/\"", [present])))], seconds: 1)
    }

    private var kubelet: Step {
        let file = "/var/lib/kubelet/kubeadm-flags.env"
        return Step(
            "move-kubelet", on: machine.name, phase: .change, title: "Let the kubelet of \(machine.name) report \(present).",
            why:
                "Where --node-ip names the former address, the kubelet goes on with that. Where no flag does, it finds the new one itself.",
            risk: .restarts,
            actions: [
                .run(Run(["sed", "-i.before-move", "s/\(MovedControlPlane.pattern(former))/\(present)/g", file])),
                .unit(UnitChange("kubelet.service", .restarted)),
            ],
            check: .succeeds(
                NodeScript.words("! grep -qwF -e \"$1\" \"$2\" && systemctl --quiet is-active kubelet.service", [former, file])),
            undo: .commands([["mv", "\(file).before-move", file], ["systemctl", "restart", "kubelet.service"]]), seconds: 15)
    }

    func wait(on asker: Machine) -> Step {
        let script = """
            left=60
            until kubectl --kubeconfig "$1" get node "$2" -o 'jsonpath={.status.addresses[?(@.type=="InternalIP")].address}' | grep -qwF "$3"; do
                left=$((left - 1)); [ "$left" -gt 0 ] || { echo "The node $2 does not report $3." >&2; exit 1; }
                sleep 5
            done
            """
        return Step(
            "wait-for-address-of-\(machine.name)", on: asker.name, phase: .change,
            title: "Wait until the node \(machine.name) reports \(present).",
            why: "The API server reaches the kubelet, for logs and exec, at the address that the node reports.", risk: .looks,
            actions: [.run(Run(NodeScript.words(script, [KubeadmPath.adminKubeconfig, machine.name, present])))], seconds: 30)
    }

    /// Networks write a node's address down when their pod starts.
    func daemons(on asker: Machine) -> Step {
        let pods =
            "kubectl --kubeconfig \(KubeadmPath.adminKubeconfig) get pods --all-namespaces --field-selector spec.nodeName=\"$1\""
        let note = "/var/lib/drydock/moved/\(machine.name)-\(present)"
        let owned = "{range .items[?(@.metadata.ownerReferences[0].kind==\"DaemonSet\")]}"
        let script = """
            set -eu
            \(pods) -o 'jsonpath=\(owned){.metadata.namespace}{" "}{.metadata.name}{"\\n"}{end}' | while read -r space name; do
                kubectl --kubeconfig \(KubeadmPath.adminKubeconfig) -n "$space" delete pod "$name"
            done
            mkdir -p "$(dirname "$2")"; : >"$2"
            """
        return Step(
            "restart-daemons-of-\(machine.name)", on: asker.name, phase: .change,
            title: "Start the network add-on and the other daemons of \(machine.name) anew.",
            why: "They took the node's address when they started, and the other nodes send packets to what they wrote down.",
            risk: .restarts,
            actions: [.run(Run(NodeScript.words(script, [machine.name, note])))],
            // A pod of the host's network shows the new address without having been started anew.
            check: .succeeds(["test", "-e", note]),
            undo: .none(because: "The pods run again with the new address."), seconds: 60)
    }

    private var byHand: Step {
        Step(
            "look-at-node", on: machine.name, phase: .change, title: "Look at the node from a control plane.",
            why: "A worker has no rights to ask for pods, so another machine has to.", risk: .looks,
            actions: [
                .byHand(
                    "Where kubectl has the administrator's rights, see that kubectl get node \(machine.name) -o wide shows \(present), and delete the pods of the network add-on on it: they took the former address when they started."
                )
            ], seconds: 60)
    }

    /// A worker that knows the API server by the former address.
    func follow(_ worker: Machine) -> Step {
        let file = KubeadmPath.kubeletKubeconfig
        return Step(
            "follow-control-plane", on: worker.name, phase: .change,
            title: "Let the kubelet of \(worker.name) find the API server.",
            why: "Its kubeconfig names the former address, unless the cluster has an endpoint with a name.", risk: .restarts,
            actions: [
                .run(Run(["sed", "-i.before-move", "s#//\(MovedControlPlane.pattern(former)):#//\(present):#", file])),
                .unit(UnitChange("kubelet.service", .restarted)),
            ], check: .succeeds(NodeScript.words("! grep -qF \"//$1:\" \"$2\"", [former, file])),
            undo: .commands([["mv", "\(file).before-move", file], ["systemctl", "restart", "kubelet.service"]]), seconds: 15)
    }
}
