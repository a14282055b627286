import Steps

/// Machines taken out of a cluster that goes on, with all that the cluster has to do for it done on a machine that stays.
struct RemoveThrough {
    let context: PlanContext
    let through: Machine

    var steps: [Step] {
        context.plan.changedMachines.flatMap { machine -> [Step] in
            let isNode = machine.roles.contains(.controlPlane) || machine.roles.contains(.worker)
            let isMember = context.plan.etcdMachines.contains { $0.name == machine.name }
            var out: [Step] = []
            if isMember { out.append(quorum(machine)) }
            if isNode { out.append(drain(machine)) }
            if isMember, !isNode { out += [servers(machine), removeMember(machine)] }
            out += ResetMachine(context: context, machine: machine).steps
            if isMember, isNode { out.append(removeMember(machine)) }
            if isNode { out.append(delete(machine)) }
            return out
        }
    }

    /// etcdctl comes with etcd's image; its container is asked on the machine that stays.
    private static let ask = """
        set -eu; name=$1
        pki=\(KubeadmPath.certificates)/etcd
        container=$(crictl ps --quiet --state Running --name '^etcd$' | head -n 1)
        [ -n "$container" ] || { echo 'etcd does not run here.' >&2; exit 1; }
        ask() {
            crictl exec "$container" etcdctl --endpoints=https://127.0.0.1:\(EtcdMember.clientPort) --cacert="$pki/ca.crt" \\
                --cert="$pki/healthcheck-client.crt" --key="$pki/healthcheck-client.key" "$@"
        }
        list=$(ask member list)
        # ID, state, name, peer URLs, client URLs, learner
        field() { printf '%s\\n' "$list" | awk -F ', ' -v name="$name" -v at="$1" '$3 == name { print $at }'; }

        """

    private func quorum(_ machine: Machine) -> Step {
        let script =
            Self.ask + """
                url=$(field 5)
                [ -n "$(field 1)" ] || { echo "$name is no member of etcd."; exit 0; }
                left=$(($(printf '%s\\n' "$list" | wc -l) - 1))
                [ "$left" -gt 0 ] || { echo "$name is the only member of etcd: all that the cluster knows would go with it." >&2; exit 1; }
                quorum=$((left / 2 + 1))
                well=$(ask endpoint health --cluster 2>&1 | grep ' is healthy' | grep -cvF "$url is" || :)
                echo "$left members remain, of which $quorum must run and $well do."
                [ "$well" -ge "$quorum" ] || { echo 'etcd would lose its quorum: bring the other members back first.' >&2; exit 1; }
                """
        return Step(
            "look-at-quorum-without-\(machine.name)", on: through.name, phase: .reset,
            title: "Look whether etcd can do without \(machine.name).",
            why: "More than half of the members that remain must run. Where fewer do, nothing is taken out.", risk: .looks,
            actions: [.run(Run(NodeScript.words(script, [machine.name])))], seconds: 5)
    }

    private func drain(_ machine: Machine) -> Step {
        let words = ["drain", machine.name, "--ignore-daemonsets", "--delete-emptydir-data", "--timeout=600s"]
        let isGone = Kubectl.asAdmin("wait", "--for=delete", "--timeout=1s", "node/\(machine.name)")
        return Step(
            "drain-\(machine.name)", on: through.name, phase: .reset, title: "Move the pods away from \(machine.name).",
            why:
                "Pods are ended in order and started elsewhere, and disruption budgets are kept. Data in emptyDir volumes is lost; pods that "
                + "no controller owns stop it, because nobody would start them again.",
            risk: .destroys, actions: [.run(Run(Kubectl.asAdmin(words), unless: isGone))],
            undo: .commands([Kubectl.asAdmin("uncordon", machine.name)]), seconds: 300)
    }

    /// An API server that asks a member that is gone logs errors, and one whose only member it was stops.
    private func servers(_ machine: Machine) -> Step {
        let url = EtcdMember.url(machine, context.plan, port: EtcdMember.clientPort)
        return Step(
            "tell-api-servers-of-\(machine.name)", on: through.name, phase: .reset,
            title: "Take \(machine.name) from the API servers' list of etcd's members.",
            why: "They know etcd's members by a flag, and kubeadm writes it from the cluster's configuration.", risk: .edits,
            actions: [
                .byHand(
                    "Remove \(url) from etcd.external.endpoints in kubectl -n kube-system edit configmap kubeadm-config, and from --etcd-servers in \(KubeadmPath.manifests)/kube-apiserver.yaml on every control plane, one after the other."
                )
            ], undo: .none(because: "The member is put into the same places again."), seconds: 120)
    }

    /// kubeadm reset takes the member out where it reaches the API; where it did not, etcd would count it as one that is down.
    private func removeMember(_ machine: Machine) -> Step {
        Step(
            "remove-member-\(machine.name)", on: through.name, phase: .reset, title: "Take \(machine.name) out of etcd.",
            why: "A member that is gone still counts for the quorum until it is removed.", risk: .destroys,
            actions: [
                .run(
                    Run(NodeScript.words(Self.ask + "[ -z \"$(field 1)\" ] || ask member remove \"$(field 1)\"", [machine.name])))
            ], check: .succeeds(NodeScript.words(Self.ask + "[ -z \"$(field 1)\" ]", [machine.name])),
            undo: .none(because: "A member that was removed joins as a new one."), seconds: 5)
    }

    private func delete(_ machine: Machine) -> Step {
        Step(
            "delete-\(machine.name)", on: through.name, phase: .reset, title: "Delete the node \(machine.name).",
            why: "The cluster would go on waiting for its kubelet."
                + (machine.roles.contains(.controlPlane) ? " Take it out of the load balancer before the API servers too." : ""),
            risk: .destroys, actions: [.run(Run(Kubectl.asAdmin("delete", "node", machine.name, "--ignore-not-found")))],
            undo: .none(because: "A node comes back only when its machine joins again."), seconds: 5)
    }
}
