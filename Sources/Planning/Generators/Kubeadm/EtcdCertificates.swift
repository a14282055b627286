import Steps

/// The certificates of external etcd members: all signed on the first, each then brought to its machine.
enum EtcdCertificates {
    /// Phases of `kubeadm init phase certs`, and the file by which one sees that it ran.
    private static let phases = [
        ("etcd-server", "etcd/server.crt"), ("etcd-peer", "etcd/peer.crt"),
        ("etcd-healthcheck-client", "etcd/healthcheck-client.crt"),
    ]

    /// What a member needs, below the folder of certificates.
    static let files = ["ca.crt"] + ["server", "peer", "healthcheck-client"].flatMap { ["\($0).crt", "\($0).key"] }

    static func folder(_ machine: Machine) -> String { "\(KubeadmPath.etcd)/\(machine.name)" }

    /// The first member's own certificates, and the one with which API servers come to etcd.
    static func own(_ machine: Machine) -> Step {
        let runs = (phases + [("apiserver-etcd-client", "apiserver-etcd-client.crt")]).map { phase, file in
            Action.run(
                .init(
                    ["kubeadm", "init", "phase", "certs", phase, "--config", KubeadmPath.etcdConfiguration],
                    unlessExists: "\(KubeadmPath.certificates)/\(file)"))
        }
        return Step(
            "make-etcd-certificates", on: machine.name, phase: .etcd, title: "Make this member's certificates.",
            why:
                "Members know each other and their clients by certificates. The API servers' is made here too, where the authority is.",
            risk: .edits, actions: runs,
            check: .succeeds(["ls", "-l", KubeadmPath.etcdClientCertificate, KubeadmPath.etcdClientKey]),
            undo: .none(because: "Certificates that nothing uses do no harm; the reset plan removes them with the cluster."),
            seconds: 5)
    }

    /// Another member's certificates, in a folder apart.
    static func sign(_ context: PlanContext, for member: Machine, on first: Machine) -> Step {
        let folder = folder(member)
        let pki = "\(folder)/pki"
        let configuration = "\(folder)/sign.yaml"
        let last = "\(pki)/etcd/healthcheck-client.crt"
        let text = EtcdMember(context: context, machine: member).text(certificates: pki)
        var actions: [Action] = [
            .run(.init(["install", "-d", "-m", "0700", "\(pki)/etcd"])), .write(PlannedFile(configuration, mode: 0o600, text)),
        ]
        for name in ["ca.crt", "ca.key"] {
            actions.append(
                .run(.init(["cp", "-p", "\(KubeadmPath.certificates)/etcd/\(name)", "\(pki)/etcd/\(name)"], unlessExists: last)))
        }
        actions += phases.map { phase, file in
            .run(.init(["kubeadm", "init", "phase", "certs", phase, "--config", configuration], unlessExists: "\(pki)/\(file)"))
        }
        actions.append(.run(.init(["rm", "-f", "\(pki)/etcd/ca.key"])))
        return Step(
            "sign-certificates-for-\(member.name)", on: first.name, phase: .etcd,
            title: "Sign the certificates of \(member.name).",
            why:
                "Only this machine has the authority's key. A copy of the key lies in \(pki) while it signs and is removed again, so "
                + "that it does not travel.",
            risk: .edits, actions: actions, check: .succeeds(["ls", "-l"] + files.map { "\(pki)/etcd/\($0)" }),
            undo: .commands([["rm", "-rf", folder]]),
            seconds: 5)
    }

    static func takeOver(from first: Machine, to member: Machine) -> Step {
        let target = "\(KubeadmPath.certificates)/etcd"
        let targets = files.map { "\(target)/\($0)" }
        return Step(
            "take-over-etcd-certificates", on: member.name, phase: .etcd, title: "Bring this member's certificates here.",
            why:
                "They were signed on \(first.name). Each member has its own: those of another do not carry this machine's address.",
            risk: .edits,
            actions: [
                .run(.init(["install", "-d", "-m", "0755", target])),
                .byHand(
                    "Copy from \(first.name) (\(first.address)), folder \(folder(member))/pki/etcd, to \(member.name), folder \(target), "
                        + "over ssh: \(files.joined(separator: " "))."),
                .run(.init(["chown", "root:root"] + targets)),
                .run(.init(["chmod", "0600"] + targets.filter { $0.hasSuffix(".key") })),
            ],
            check: .succeeds(["openssl", "verify", "-CAfile", "\(target)/ca.crt", "\(target)/server.crt", "\(target)/peer.crt"]),
            undo: .commands([["rm", "-f"] + targets]), seconds: 120)
    }

    /// A question to a member over TLS, asked again while it does not serve.
    static func question(_ url: String) -> [String] {
        let folder = "\(KubeadmPath.certificates)/etcd"
        return [
            "curl", "-fsS", "--retry", "60", "--retry-delay", "5", "--retry-max-time", "300", "--retry-connrefused", "--cacert",
            "\(folder)/ca.crt", "--cert", "\(folder)/healthcheck-client.crt", "--key", "\(folder)/healthcheck-client.key", url,
        ]
    }
}

/// What the API server needs to come to external etcd.
enum EtcdClientFiles {
    static func step(_ context: PlanContext, on machine: Machine) -> Step {
        let files = [KubeadmPath.etcdAuthority, KubeadmPath.etcdClientCertificate, KubeadmPath.etcdClientKey]
        let first = context.plan.etcdMachines.first
        let source = first.map { "\($0.name) (\($0.address))" } ?? "an etcd member"
        let own = first.map { EtcdMember.url($0, context.plan, port: EtcdMember.clientPort) }
        let url = (own ?? context.plan.etcd.endpoints.first ?? "") + "/health"
        let copy =
            context.plan.etcd.endpoints.isEmpty
            ? "Copy from \(source) to \(machine.name) over ssh, each to the same path: \(files.joined(separator: " "))."
            : "Put onto \(machine.name): etcd's certificate authority as \(files[0]), a client certificate that it signed as \(files[1]), and that one's key as \(files[2])."
        return Step(
            "take-over-etcd-client-certificate", on: machine.name, phase: .initialize,
            title: "Bring the API server's certificate for etcd here.",
            why:
                "\(first.map { "etcd's authority lies on \($0.name) and signed it there." } ?? "The etcd that exists lets in whom its authority signed.") kubeadm hands it on to further control "
                + "planes together with the cluster's authorities.",
            risk: .edits,
            actions: [
                .run(.init(["install", "-d", "-m", "0755", "\(KubeadmPath.certificates)/etcd"])),
                .byHand(copy), .run(.init(["chown", "root:root"] + files)),
                .run(.init(["chmod", "0600", KubeadmPath.etcdClientKey])),
            ],
            check: .succeeds([
                "curl", "-fsS", "--cacert", files[0], "--cert", files[1], "--key", files[2], url,
            ]), undo: .commands([["rm", "-f"] + files]), seconds: 60)
    }
}
