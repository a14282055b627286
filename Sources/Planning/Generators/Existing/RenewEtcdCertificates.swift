import Steps

/// New certificates for external etcd: signed on the first member, where the authority lies, and one member restarted after the other.
///
/// On the control planes kubeadm does not reach them (phases/certs/renewal leaves etcd's out where it is external).
struct RenewEtcdCertificates {
    let context: PlanContext
    let members: [Machine]
    let days: Int

    private var folder: String { "\(KubeadmPath.certificates)/etcd" }
    private static let names = ["server", "peer", "healthcheck-client"]

    var steps: [Step] {
        guard let first = members.first else { return [] }
        var out = [authority(first), own(first), restart(first)]
        for member in members.dropFirst() { out += [sign(member, on: first), takeOver(member, from: first), restart(member)] }
        return out
    }

    private func authority(_ first: Machine) -> Step {
        Step(
            "look-at-etcd-authority", on: first.name, phase: .change, title: "Look whether etcd's authority can sign.",
            why: "Its key lies on this member, and what it signed is worth nothing once it has ended itself.", risk: .looks,
            actions: [
                .run(Run(["test", "-s", "\(folder)/ca.key"])), .run(Run(NodeScript.lasts(["\(folder)/ca.crt"], days: days))),
            ], seconds: 2)
    }

    private func own(_ first: Machine) -> Step {
        let phases = ["etcd-server", "etcd-peer", "etcd-healthcheck-client", "apiserver-etcd-client"]
        let files = Self.names.map { "\(folder)/\($0).crt" } + [KubeadmPath.etcdClientCertificate]
        return Step(
            "renew-etcd-certificates", on: first.name, phase: .change, title: "Renew the certificates of \(first.name).",
            why:
                "That with which the API servers come to etcd is made here too. What was there before is kept in \(RenewControlPlane.former).",
            risk: .edits,
            actions: [
                .run(Run(["install", "-d", "-m", "0700", RenewControlPlane.former])),
                .run(Run(["cp", "-a", "--backup=numbered", KubeadmPath.certificates, RenewControlPlane.former])),
            ] + phases.map { .run(Run(["kubeadm", "certs", "renew", $0, "--config", KubeadmPath.etcdConfiguration])) },
            check: .succeeds(NodeScript.lasts(files, days: days)),
            undo: .none(because: "The former files are kept in \(RenewControlPlane.former)."), seconds: 10)
    }

    private func sign(_ member: Machine, on first: Machine) -> Step {
        let place = EtcdCertificates.folder(member)
        let (pki, configuration) = ("\(place)/pki", "\(place)/sign.yaml")
        let files = Self.names.map { "\(pki)/etcd/\($0).crt" }
        var actions: [Action] = [
            .run(Run(["install", "-d", "-m", "0700", "\(pki)/etcd"])),
            .write(
                PlannedFile(configuration, mode: 0o600, EtcdMember(context: context, machine: member).text(certificates: pki))),
            .run(Run(["cp", "-p", "\(folder)/ca.crt", "\(folder)/ca.key", "\(pki)/etcd"])),
            .run(Run(["rm", "-f"] + Self.names.flatMap { ["\(pki)/etcd/\($0).crt", "\(pki)/etcd/\($0).key"] })),
        ]
        actions += Self.names.map {
            .run(Run(["kubeadm", "init", "phase", "certs", "etcd-\($0)", "--config", configuration]))
        }
        actions.append(.run(Run(["rm", "-f", "\(pki)/etcd/ca.key"])))
        return Step(
            "sign-certificates-for-\(member.name)", on: first.name, phase: .change,
            title: "Sign new certificates for \(member.name).",
            why: "Only this machine has the authority's key. A copy of it lies in \(pki) while it signs and is removed again.",
            risk: .edits, actions: actions, check: .succeeds(NodeScript.lasts(files, days: days)),
            undo: .commands([["rm", "-rf", place]]), seconds: 5)
    }

    private func takeOver(_ member: Machine, from first: Machine) -> Step {
        let files = Self.names.flatMap { ["\($0).crt", "\($0).key"] }
        let targets = files.map { "\(folder)/\($0)" }
        return Step(
            "take-over-etcd-certificates", on: member.name, phase: .change, title: "Bring this member's new certificates here.",
            why: "They were signed on \(first.name). Each member has its own.", risk: .edits,
            actions: [
                .byHand(
                    "Copy from \(first.name) (\(first.address)), folder \(EtcdCertificates.folder(member))/pki/etcd, to \(member.name), folder \(folder), over ssh: \(files.joined(separator: " "))."
                ), .run(Run(["chown", "root:root"] + targets)),
                .run(Run(["chmod", "0600"] + targets.filter { $0.hasSuffix(".key") })),
            ], check: .succeeds(NodeScript.lasts(Self.names.map { "\(folder)/\($0).crt" }, days: days)),
            undo: .none(because: "Certificates that are about to end are not put back."),
            seconds: 120)
    }

    /// The next member is not touched before this one serves again.
    private func restart(_ member: Machine) -> Step {
        let url = EtcdMember.url(member, context.plan, port: EtcdMember.clientPort) + "/health"
        let read = NodeScript.haveRead(["etcd"], Self.names.map { "\(folder)/\($0).crt" })
        return Step(
            "restart-etcd", on: member.name, phase: .change, title: "Let etcd on \(member.name) read them.",
            why: "The other members go on while this one is away; it must serve again before the next is restarted.",
            risk: .restarts,
            actions: [.staticPod(StaticPod("etcd"))],
            check: .succeeds(
                NodeScript.words(
                    "url=$1 folder=$2; shift 2; sh -c \"$@\" && curl -fsS --cacert \"$folder/ca.crt\" --cert \"$folder/healthcheck-client.crt\" --key \"$folder/healthcheck-client.key\" \"$url\"",
                    [url, folder] + read.dropFirst(2))),
            undo: .none(because: "Certificates that are about to end are not put back."), seconds: 60)
    }
}
