import Steps

/// etcd on machines of its own: static pods of a kubelet that belongs to no cluster, certificates signed on the first member.
struct ExternalEtcd: Generator {
    func steps(_ context: PlanContext) -> [Step] {
        let plan = context.plan
        let members = plan.machines(.etcd)
        guard plan.tool == .kubeadm, plan.topology == .external, plan.existing == nil, let first = members.first else {
            return []
        }
        let others = Array(members.dropFirst())
        var out = members.flatMap { machine in
            [kubelet(context, machine)] + PatchFiles.steps(context, on: machine, phase: .etcd) + [configuration(context, machine)]
        }
        out += [authority(first), EtcdCertificates.own(first)]
        out += others.map { EtcdCertificates.sign(context, for: $0, on: first) }
        out += others.map { EtcdCertificates.takeOver(from: first, to: $0) }
        out += members.map(start)
        out.append(health(plan, members, on: first))
        return out
    }

    private func kubelet(_ context: PlanContext, _ machine: Machine) -> Step {
        let unit = PlannedFile(KubeadmPath.etcdUnit, EtcdKubelet.unit(context, machine))
        let running = ["pgrep", "-f", "kubelet --config=\(KubeadmPath.etcdKubelet)"]
        return Step(
            "run-kubelet-for-etcd", on: machine.name, phase: .etcd, title: "Let the kubelet run etcd without a cluster.",
            why:
                "etcd has to run before there is a cluster. The drop-in comes after kubeadm's own by its name and takes its place: the "
                + "kubelet then knows no API server and starts what lies in \(KubeadmPath.manifests).",
            risk: .restarts,
            actions: [
                .write(PlannedFile(KubeadmPath.etcdKubelet, EtcdKubelet.configuration(context))), .write(unit),
                .run(.init(["systemctl", "daemon-reload"], unless: running)),
                .unit(UnitChange("kubelet", .enabled)),
                .run(.init(["systemctl", "restart", "kubelet"], unless: running)),
            ],
            check: .succeeds(["systemctl", "is-active", "--quiet", "kubelet"]),
            undo: .commands([
                ["rm", "-f", KubeadmPath.etcdUnit, KubeadmPath.etcdKubelet], ["systemctl", "daemon-reload"],
                ["systemctl", "restart", "kubelet"],
            ]), seconds: 10)
    }

    private func configuration(_ context: PlanContext, _ machine: Machine) -> Step {
        let file = PlannedFile(
            KubeadmPath.etcdConfiguration, mode: 0o600, EtcdMember(context: context, machine: machine).text(certificates: nil))
        return Step(
            "write-etcd-config", on: machine.name, phase: .etcd, title: "Write this member's configuration.",
            why:
                "kubeadm makes the member's certificates and its static pod from it. It names all members, because a new etcd cluster "
                + "must know them from the start.",
            risk: .edits, actions: [.write(file)], undo: .commands([["rm", "-f", KubeadmPath.etcdConfiguration]]))
    }

    private func authority(_ machine: Machine) -> Step {
        let words = ["kubeadm", "init", "phase", "certs", "etcd-ca", "--config", KubeadmPath.etcdConfiguration]
        return Step(
            "make-etcd-authority", on: machine.name, phase: .etcd, title: "Make etcd's certificate authority.",
            why:
                "It signs the certificates of all members and of the API servers. Its key stays on this machine: keep a copy elsewhere.",
            risk: .edits, actions: [.run(.init(words, unlessExists: KubeadmPath.etcdAuthority))],
            check: .succeeds(["openssl", "x509", "-in", KubeadmPath.etcdAuthority, "-noout", "-checkend", "0"]),
            undo: .none(
                because: "Without it the members' certificates are worth nothing; the reset plan removes it with the cluster."))
    }

    private func start(_ machine: Machine) -> Step {
        let manifest = "\(KubeadmPath.manifests)/etcd.yaml"
        let words = ["kubeadm", "init", "phase", "etcd", "local", "--config", KubeadmPath.etcdConfiguration]
        return Step(
            "start-etcd-member", on: machine.name, phase: .etcd, title: "Start etcd on \(machine.name).",
            why: "kubeadm writes the static pod and the kubelet starts it. The member serves when more than half of them run.",
            risk: .edits, actions: [.run(.init(words, unlessExists: manifest))], check: .succeeds(["ls", manifest]),
            undo: .commands([["rm", "-f", manifest]]), seconds: 60)
    }

    private func health(_ plan: ClusterPlan, _ members: [Machine], on first: Machine) -> Step {
        let actions = members.map { member in
            Action.run(
                .init(EtcdCertificates.question(EtcdMember.url(member, plan, port: EtcdMember.clientPort) + "/health")))
        }
        return Step(
            "check-etcd-health", on: first.name, phase: .etcd, title: "Ask every member whether it serves.",
            why:
                "kubeadm init fails late and with few words where etcd does not answer. The question is asked again for five minutes, "
                + "because the other members may still be starting.",
            risk: .looks, actions: actions, seconds: 60)
    }
}
