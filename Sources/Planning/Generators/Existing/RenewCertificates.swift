import Steps

/// New certificates for a cluster that is there: external etcd's members first, then one control plane after the other, then what the
/// kubelets do not renew by themselves.
///
/// kubeadm renews what it made, whenever it is asked and with the authorities that lie on the machine (kubeadm 1.23 to 1.36,
/// cmd/kubeadm/app/cmd/certs.go, phases/certs/renewal). A static pod reads its certificates when it starts.
struct RenewCertificates: Generator {
    func steps(_ context: PlanContext) -> [Step] {
        let plan = context.plan
        guard plan.tool == .kubeadm, let existing = plan.existing, existing.task == .renewCertificates else { return [] }
        let days = existing.renewBelowDays
        let planes = plan.machines(.controlPlane)
        let members = plan.topology == .external ? plan.machines(.etcd) : []
        var out = members.isEmpty ? [] : RenewEtcdCertificates(context: context, members: members, days: days).steps
        for machine in planes { out += RenewControlPlane(context: context, machine: machine, days: days).steps }
        out += plan.machines.filter { !$0.isWindows && ($0.roles.contains(.controlPlane) || $0.roles.contains(.worker)) }
            .flatMap { RenewKubelet(context: context, machine: $0).steps }
        return out + planes.map(show)
    }

    private func show(_ machine: Machine) -> Step {
        Step(
            "show-expiry", on: machine.name, phase: .change, title: "See what ends when.",
            why: "It is the last look: every certificate has its new end, and the authorities have theirs from before.",
            risk: .looks,
            actions: [.run(Run(["kubeadm", "certs", "check-expiration"]))], seconds: 5)
    }
}

/// One control plane's certificates.
struct RenewControlPlane {
    static let former = "/var/lib/drydock/former-certificates"

    let context: PlanContext
    let machine: Machine
    /// What ends within so many days is renewed.
    let days: Int

    private var hasEtcd: Bool { context.plan.topology != .external }
    private var folder: String { KubeadmPath.certificates }

    var steps: [Step] { [authorities, renew] + (hasEtcd ? [] : [etcdClient]) + [restart, kubeconfig] }

    /// Certificates that kubeadm signs on a control plane, and that its pods read.
    private var certificates: [String] {
        var names = ["apiserver", "apiserver-kubelet-client", "front-proxy-client"]
        if hasEtcd { names += ["apiserver-etcd-client", "etcd/server", "etcd/peer", "etcd/healthcheck-client"] }
        return names.map { "\(folder)/\($0).crt" }
    }

    /// What the pods read besides, which external etcd's authority signed elsewhere.
    private var brought: [String] { hasEtcd ? [] : [KubeadmPath.etcdClientCertificate] }

    private var kubeconfigs: [String] { ["controller-manager", "scheduler"].map { "/etc/kubernetes/\($0).conf" } }

    /// Made by kubeadm init on the first control plane alone, from 1.29 on.
    private var superAdmin: [String] { context.release.hasSuperAdmin ? ["/etc/kubernetes/super-admin.conf"] : [] }

    private var authorities: Step {
        let names = ["ca", "front-proxy-ca"] + (hasEtcd ? ["etcd/ca"] : [])
        let keys = names.map { Action.run(Run(["test", "-s", "\(folder)/\($0).key"])) }
        return Step(
            "look-at-authorities", on: machine.name, phase: .change, title: "Look whether the authorities can sign.",
            why:
                "kubeadm signs with the keys that lie here, and what an authority signed is worth nothing once the authority itself has "
                + "ended. Where a key is kept elsewhere, that place has to sign instead.",
            risk: .looks, actions: keys + [.run(Run(NodeScript.lasts(names.map { "\(folder)/\($0).crt" }, days: days)))],
            seconds: 2)
    }

    private var renew: Step {
        Step(
            "renew-certificates", on: machine.name, phase: .change, title: "Renew the certificates of \(machine.name).",
            why:
                "kubeadm makes all of them anew with the same names: the API server's, its clients', \(hasEtcd ? "etcd's, " : "")and those in the "
                + "kubeconfigs. Done where one ends within \(days) days. What was there before is kept in \(Self.former).",
            risk: .edits,
            actions: [
                .run(Run(["install", "-d", "-m", "0700", Self.former])),
                .run(Run(["cp", "-a", "--backup=numbered", folder, Self.former])),
                .run(
                    Run([
                        "find", "/etc/kubernetes", "-maxdepth", "1", "-name", "*.conf", "-exec", "cp", "-a", "--backup=numbered",
                        "-t",
                        Self.former, "{}", "+",
                    ])), .run(Run(["kubeadm", "certs", "renew", "all"])),
            ],
            check: .succeeds(
                NodeScript.lasts(certificates + kubeconfigs + [KubeadmPath.adminKubeconfig], ifThere: superAdmin, days: days)),
            undo: .none(
                because: "The former files are kept in \(Self.former); certificates that are about to end are not put back."),
            seconds: 10)
    }

    private var etcdClient: Step {
        let files = [KubeadmPath.etcdClientCertificate, KubeadmPath.etcdClientKey]
        let source = context.plan.etcdMachines.first.map {
            "Copy from \($0.name) (\($0.address)) to \(machine.name) over ssh, each to the same path:"
        }
        return Step(
            "take-over-etcd-client-certificate", on: machine.name, phase: .change,
            title: "Bring the API server's new certificate for etcd here.",
            why: "etcd's authority signs it, which does not lie on this machine; kubeadm leaves it as it is.", risk: .edits,
            actions: [
                .byHand(
                    "\(source ?? "Have etcd's authority sign a new client certificate, and put it and its key here:") \(files.joined(separator: " "))."
                ),
                .run(Run(["chown", "root:root"] + files)), .run(Run(["chmod", "0600", KubeadmPath.etcdClientKey])),
            ], check: .succeeds(NodeScript.lasts([KubeadmPath.etcdClientCertificate], days: days)),
            undo: .none(because: "Certificates that are about to end are not put back."),
            seconds: 60)
    }

    /// Before the next control plane begins: while one of them is away the others serve.
    private var restart: Step {
        let pods = (hasEtcd ? ["etcd"] : []) + ["kube-apiserver", "kube-controller-manager", "kube-scheduler"]
        return Step(
            "restart-control-plane", on: machine.name, phase: .change,
            title: "Let the control plane of \(machine.name) read them.",
            why:
                "Its pods read certificates when they start. Each is stopped and started by its manifest, one after the other, and the API "
                + "server of this machine is asked before the next machine begins.",
            risk: .restarts, actions: pods.map { .staticPod(StaticPod($0)) },
            check: .succeeds(
                NodeScript.words(
                    "url=$1; shift; sh -c \"$@\" && kubectl --kubeconfig \(KubeadmPath.adminKubeconfig) --server \"$url\" get --raw /readyz",
                    [url] + NodeScript.haveRead(pods, certificates + brought + kubeconfigs).dropFirst(2))),
            undo: .none(because: "Certificates that are about to end are not put back."), seconds: 180)
    }

    /// This machine's own API server, whatever stands behind the endpoint.
    private var url: String { "https://\(HostText.of(NodeRegistration.advertised(machine, context.plan))):6443" }

    private var kubeconfig: Step {
        let path = AdminKubeconfig.path(machine)
        let own = """
            ca() { awk '$1 == "certificate-authority-data:" { print $2 }' "$1"; }
            [ ! -e "$2" ] || [ "$(ca "$2")" != "$(ca "$1")" ] || ! grep -q '^ *user: kubernetes-admin$' "$2" || cmp -s "$1" "$2"
            """
        return Step(
            "renew-kubeconfig", on: machine.name, phase: .change, title: "Give \(machine.user) the new kubeconfig.",
            why:
                "A copy of admin.conf still has the certificate that ends. Only a copy of this cluster's is replaced, and the former one is "
                + "kept beside it; a kubeconfig that names other clusters or another person stays as it is.",
            risk: .edits,
            actions: [
                .run(
                    Run([
                        "install", "--backup=numbered", "-m", "0600", "-o", machine.user, KubeadmPath.adminKubeconfig, path,
                    ]))
            ], check: .succeeds(NodeScript.words(own, [KubeadmPath.adminKubeconfig, path])),
            undo: .none(because: "The former one is kept beside it, with a number at its end; its certificate is about to end."))
    }
}
