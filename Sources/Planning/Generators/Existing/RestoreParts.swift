import Steps

/// The steps of a restore, machine by machine.
struct RestoreParts {
    let context: PlanContext
    /// The file, at the same path of every member.
    let snapshot: String

    private var plan: ClusterPlan { context.plan }
    private var data: String { plan.etcd.dataDir }
    /// What is done is noted in files that begin so.
    private var note: String {
        "/var/lib/drydock/restored/" + (snapshot.split(separator: "/").last.map(String.init) ?? "snapshot")
    }

    private func step(
        _ key: String, on machine: Machine, _ title: String, _ why: String, risk: Risk, _ script: String, _ arguments: [String],
        check: String, _ checked: [String], undo: Undo, seconds: Int
    ) -> Step {
        Step(
            key, on: machine.name, phase: .change, title: title, why: why, risk: risk,
            actions: [.run(Run(NodeScript.words(script, arguments)))], check: .succeeds(NodeScript.words(check, checked)),
            undo: undo,
            seconds: seconds)
    }

    func look(_ machine: Machine) -> Step {
        Step(
            "look-at-snapshot", on: machine.name, phase: .change, title: "Look at the snapshot.",
            why:
                "Every member is restored from the same file: its checksum must be the same on all. Copy it here first, for root alone. "
                + "Everything since it was taken is lost, and pods that it does not know are ended.",
            risk: .looks, actions: [.run(Run(SnapshotSum.question(snapshot)))], seconds: 5)
    }

    /// The pods of this machine, in the order in which they are stopped.
    private func pods(_ machine: Machine) -> [String] {
        let plane = machine.roles.contains(.controlPlane) ? ["kube-scheduler", "kube-controller-manager", "kube-apiserver"] : []
        let runsEtcd = plan.etcdMachines.contains { $0.name == machine.name }
        return plane + (runsEtcd ? ["etcd"] : [])
    }

    func stop(_ machine: Machine) -> Step {
        let names = pods(machine)
        return step(
            "stop-control-plane", on: machine,
            "Stop \(names.contains("kube-apiserver") ? "the control plane" : "etcd") of \(machine.name).",
            "A member may not serve old data while others get new ones, and nothing may write. The manifests wait beside their folder.",
            risk: .restarts, Self.stopping, names,
            check:
                "[ -e \"$1.done\" ] || [ -e \"$1.placed\" ] || { shift; for name in \"$@\"; do [ -z \"$(crictl ps --quiet --state Running --name \"^$name\\$\")\" ] || exit 1; done; }",
            [note] + names, undo: .actions([.run(Run(NodeScript.words(Self.starting, names)))]), seconds: 90)
    }

    private static let stopping = """
        set -eu
        for name in "$@"; do
            [ ! -e "/etc/kubernetes/manifests/$name.yaml" ] || mv "/etc/kubernetes/manifests/$name.yaml" "/etc/kubernetes/.$name.drydock-restore"
        done
        for name in "$@"; do
            left=120
            while [ -n "$(crictl ps --quiet --state Running --name "^$name\\$")" ]; do
                left=$((left - 1)); [ "$left" -gt 0 ] || { echo "$name still runs." >&2; exit 1; }
                sleep 1
            done
        done
        """

    private static let starting = """
        set -eu
        for name in "$@"; do
            [ ! -e "/etc/kubernetes/.$name.drydock-restore" ] || mv "/etc/kubernetes/.$name.drydock-restore" "/etc/kubernetes/manifests/$name.yaml"
        done
        """

    func restore(_ machine: Machine) -> Step {
        let all = plan.etcdMachines.map { "\($0.name)=\(EtcdMember.url($0, plan, port: EtcdMember.peerPort))" }
        var options = [
            "--name", machine.name, "--initial-cluster", all.joined(separator: ","), "--initial-cluster-token", "restored",
            "--initial-advertise-peer-urls", EtcdMember.url(machine, plan, port: EtcdMember.peerPort),
        ]
        if context.restoresWithEtcdutl { options += ["--bump-revision", "1000000000", "--mark-compacted"] }
        return step(
            "restore-snapshot", on: machine, "Make new data from the snapshot on \(machine.name).",
            "They come into \(data).restored; the data of now stay where they are. \(context.restoringProgram) of etcd's own image does it, in a "
                + "static pod that is removed again, or etcdutl of this machine where there is one."
                + (context.restoresWithEtcdutl
                    ? " The revision goes up by a billion, so that nothing takes what it remembers for newer than what is there."
                    : ""),
            risk: .edits, RestoreScript.text, [data, snapshot, context.restoringProgram] + options,
            check: "[ -e \"$1.placed\" ] || [ -s \"$2.restored/member/snap/db\" ]", [note, data],
            undo: .commands([["rm", "-rf", "\(data).restored"]]), seconds: 60)
    }

    func place(_ machine: Machine) -> Step {
        step(
            "put-restored-data-in-place", on: machine, "Put the new data in the place of the old on \(machine.name).",
            "The old data go to \(data).before-restore. The folder \(data) itself stays, because it may be a mount of its own.",
            risk: .destroys,
            """
            set -eu; umask 077
            mkdir -p "$1.before-restore" /var/lib/drydock/restored
            [ ! -e "$1/member" ] || mv "$1/member" "$1.before-restore/member-$(date -u +%Y%m%dT%H%M%SZ)"
            mv "$1.restored/member" "$1/member"
            rm -rf "$1.restored"
            : >"$2.placed"
            """, [data, note], check: "[ -e \"$1.placed\" ]", [note],
            undo: .none(
                because: "The old data lie in \(data).before-restore; what the restored cluster wrote since would be lost."),
            seconds: 5)
    }

    func start(_ machine: Machine) -> Step {
        step(
            "start-etcd", on: machine, "Start etcd on \(machine.name).",
            "All members have their new data by now; they find each other when more than half of them run.", risk: .restarts,
            Self.starting, ["etcd"],
            check:
                "[ ! -e /etc/kubernetes/.etcd.drydock-restore ] && [ -n \"$(crictl ps --quiet --state Running --name '^etcd$')\" ]",
            [],
            undo: .none(because: "It runs with the restored data from then on."), seconds: 30)
    }

    func health(on machine: Machine) -> Step {
        let urls = plan.etcdMachines.map { EtcdMember.url($0, plan, port: EtcdMember.clientPort) + "/health" }
        return Step(
            "check-etcd-health", on: machine.name, phase: .change, title: "Ask every member whether it serves.",
            why: "The control plane is started only over an etcd that serves. The question is asked again for five minutes.",
            risk: .looks,
            actions: urls.map { .run(Run(EtcdCertificates.question($0))) }, seconds: 30)
    }

    func startControlPlane(_ machine: Machine) -> Step {
        let url = "https://\(HostText.of(NodeRegistration.advertised(machine, plan))):6443"
        return step(
            "start-control-plane", on: machine, "Start the control plane of \(machine.name).",
            "The API server first, then those that ask it. It is done when this machine's own API server says that it is ready.",
            risk: .restarts, Self.starting + "\nmkdir -p /var/lib/drydock/restored",
            ["kube-apiserver", "kube-controller-manager", "kube-scheduler"],
            check:
                "[ ! -e /etc/kubernetes/.kube-apiserver.drydock-restore ] && kubectl --kubeconfig \(KubeadmPath.adminKubeconfig) --server \"$1\" get --raw /readyz && : >\"$2.done\"",
            [url, note], undo: .none(because: "It runs with the restored data from then on."), seconds: 60)
    }

    func restartKubelet(_ machine: Machine) -> Step {
        step(
            "restart-kubelet-after-restore", on: machine, "Let the kubelet of \(machine.name) forget what it knew.",
            "It remembers pods and revisions that are newer than the snapshot. Restart operators and controllers of your own likewise.",
            risk: .restarts, "set -eu; systemctl restart kubelet.service; mkdir -p /var/lib/drydock/restored; : >\"$1.kubelet\"",
            [note],
            check: "[ -e \"$1.kubelet\" ] && systemctl --quiet is-active kubelet.service", [note],
            undo: .none(because: "It runs with the restored data from then on."), seconds: 15
        )
    }
}
