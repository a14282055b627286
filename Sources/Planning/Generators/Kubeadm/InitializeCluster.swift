import Steps

/// The first control plane: kubeadm's configuration, its checks and `kubeadm init`.
struct InitializeCluster: Generator {
    func steps(_ context: PlanContext) -> [Step] {
        let plan = context.plan
        guard plan.tool == .kubeadm, plan.existing == nil, let machine = plan.firstControlPlane else { return [] }
        var out: [Step] = []
        if plan.topology == .external { out.append(EtcdClientFiles.step(context, on: machine)) }
        out += APIServerFiles.steps(context, on: machine, phase: .initialize)
        out += PatchFiles.steps(context, on: machine, phase: .initialize)
        out.append(write(context, machine))
        if context.release.hasConfigValidate { out.append(validate(machine)) }
        // Without a registry the machines have them already, and kubeadm would ask registry.k8s.io all the same.
        if !context.importsImages { out.append(pull(context, machine)) }
        out += [preflight(context, machine), initialize(context, machine)]
        if context.release.hasSuperAdmin, plan.endpoint.balancer == .kubeVIP { out.append(lowerKubeVIP(machine)) }
        out.append(AdminKubeconfig.step(for: machine, phase: .initialize))
        return out
    }

    /// Until `kubeadm init` has bound the group kubeadm:cluster-admins, admin.conf has no rights, so kube-vip begins with the
    /// other (kubeadm's ha-considerations.md; kube-vip issue 684). A copy is made outside, because the kubelet reads
    /// every file that appears in the folder of manifests.
    private func lowerKubeVIP(_ machine: Machine) -> Step {
        let manifest = "\(KubeadmPath.manifests)/kube-vip.yaml"
        let copy = "/etc/drydock/kubeadm/kube-vip.yaml"
        let change = "s#/etc/kubernetes/super-admin.conf#\(KubeadmPath.adminKubeconfig)#"
        return Step(
            "lower-kube-vip-rights", on: machine.name, phase: .initialize, title: "Take the super-admin's rights from kube-vip.",
            why:
                "kube-vip needed super-admin.conf only until kubeadm init gave admin.conf its rights. super-admin.conf passes every "
                + "check of rights, so nothing that runs all the time should hold it.",
            risk: .restarts,
            actions: [
                .run(.init(["sed", change, manifest], output: .init(path: copy, mode: 0o600))),
                .run(.init(["cp", copy, manifest], unless: ["cmp", "-s", copy, manifest])),
            ], check: .succeeds(["grep", "-q", KubeadmPath.adminKubeconfig, manifest]),
            undo: .none(because: "kube-vip needs no more rights than admin.conf has."), seconds: 10)
    }

    private func write(_ context: PlanContext, _ machine: Machine) -> Step {
        let file = PlannedFile(
            KubeadmPath.initConfiguration, mode: 0o600, InitDocument(context: context, machine: machine).text)
        return Step(
            "write-kubeadm-config", on: machine.name, phase: .initialize, title: "Write kubeadm's configuration.",
            why:
                "kubeadm init reads every decision about the cluster from this one file. kubeadm \(context.release.id) takes it in the "
                + "form \(context.release.configAPI.rawValue).",
            risk: .edits, actions: [.write(file)], undo: .commands([["rm", "-f", KubeadmPath.initConfiguration]]))
    }

    private func validate(_ machine: Machine) -> Step {
        Step(
            "validate-kubeadm-config", on: machine.name, phase: .initialize, title: "Let kubeadm read the configuration.",
            why: "kubeadm names a field that it does not know or a value that it does not take, before anything is made from it.",
            risk: .looks, actions: [.run(.init(["kubeadm", "config", "validate", "--config", KubeadmPath.initConfiguration]))])
    }

    private func pull(_ context: PlanContext, _ machine: Machine) -> Step {
        let words = ["kubeadm", "config", "images", "pull", "--config", KubeadmPath.initConfiguration]
        return Step(
            "pull-images", on: machine.name, phase: .initialize, title: "Pull the control plane's images.",
            why:
                "A registry that cannot be reached is told apart from a control plane that does not start. Of images that are there, "
                + "the registry is asked again, but nothing is carried again.",
            risk: .edits,
            actions: [.run(.init(CommandProxy.around(words, context), unlessExists: KubeadmPath.adminKubeconfig))],
            undo: .none(because: "Images that nothing uses do no harm; the kubelet removes them when the disk fills."),
            seconds: 120)
    }

    private func preflight(_ context: PlanContext, _ machine: Machine) -> Step {
        let words = ["kubeadm", "init", "phase", "preflight", "--config", KubeadmPath.initConfiguration]
        return Step(
            "check-before-init", on: machine.name, phase: .initialize, title: "Run kubeadm's own checks.",
            why: "kubeadm says what of the machine is in its way, and nothing has been made that would have to be undone.",
            risk: .looks,
            actions: [.run(.init(CommandProxy.around(words, context), unlessExists: KubeadmPath.adminKubeconfig))],
            seconds: 20)
    }

    private func initialize(_ context: PlanContext, _ machine: Machine) -> Step {
        let words = ["kubeadm", "init", "--config", KubeadmPath.initConfiguration]
        return Step(
            "initialize-cluster", on: machine.name, phase: .initialize, title: "Make the cluster with kubeadm init.",
            why:
                "It makes the certificate authorities, starts \(context.plan.topology == .external ? "" : "etcd and ")the control plane as "
                + "static pods, and stores its configuration in the cluster. Where it stopped half-way, take it back with kubeadm reset before you run it again.",
            risk: .edits,
            actions: [.run(.init(CommandProxy.around(words, context), unlessExists: KubeadmPath.adminKubeconfig))],
            check: .succeeds(Kubectl.asAdmin("-n", "kube-system", "get", "configmap", "kubeadm-config")),
            undo: .commands([["kubeadm", "reset", "--force", "--cri-socket", context.criSocket]]), seconds: 180,
            halfway: Halfway.sentence("kubeadm init", context))
    }
}

/// The administrator's kubeconfig for the person who logs in on a control plane.
enum AdminKubeconfig {
    /// A home is taken to lie in /home, as useradd makes it on all distributions that drydock knows.
    static func path(_ machine: Machine) -> String { "\(home(machine))/.kube/config" }

    private static func home(_ machine: Machine) -> String { machine.user == "root" ? "/root" : "/home/\(machine.user)" }

    static func step(for machine: Machine, phase: Step.Phase) -> Step {
        let path = path(machine)
        let folder = "\(home(machine))/.kube"
        return Step(
            "copy-kubeconfig", on: machine.name, phase: phase, title: "Give \(machine.user) the administrator's kubeconfig.",
            why:
                "kubectl then works without naming a file. It carries all rights in the cluster and is for its owner alone. A kubeconfig "
                + "that is there already is left alone, because it may belong to another cluster.",
            risk: .edits,
            actions: [
                .run(.init(["install", "-d", "-m", "0700", "-o", machine.user, folder], unlessExists: folder)),
                .run(
                    .init(
                        ["install", "-m", "0600", "-o", machine.user, KubeadmPath.adminKubeconfig, path], unlessExists: path)),
            ],
            check: .succeeds(["kubectl", "--kubeconfig", path, "get", "--raw", "/readyz"]), undo: .commands([["rm", "-f", path]]))
    }
}

/// What is said where kubeadm was begun here and the result is not there.
enum Halfway {
    static func sentence(_ command: String, _ context: PlanContext) -> String {
        "if \(command) stopped half-way, what it left is in the way of another try: take it back with kubeadm reset --force --cri-socket \(context.criSocket), or with the reset.sh that drydock plan --reset writes, and then do this step again. If it was done and only does not answer now, find out why with drydock diagnose instead."
    }
}
