import Steps

/// What a joining machine needs of the cluster: a token, the authority's hash, for a control plane also a certificate key.
enum JoinCredentials {
    /// Made fresh on a control plane for the machines that are no nodes yet.
    static func make(_ context: PlanContext, for machines: [Machine], on plane: Machine?, phase: Step.Phase) -> [Step] {
        guard let first = plane, !machines.isEmpty else { return [] }
        let areNodes = Kubectl.asAdmin(["get", "nodes"] + machines.map(\.name))
        let uploads = phase == .controlPlanes && context.plan.certificates.handover == .upload
        var actions: [Action] = [
            .run(
                .init(
                    ["kubeadm", "token", "create", "--print-join-command"], unless: areNodes,
                    output: .init(path: KubeadmPath.joinCommand, mode: 0o600), makes: [.joinToken, .caCertHash]))
        ]
        if uploads {
            // A cluster that another tool or another plan made has its settings in itself alone.
            let isStrange = context.plan.existing != nil
            let settings = isStrange ? KubeadmPath.clusterSettings : KubeadmPath.initConfiguration
            if isStrange {
                let ask = Kubectl.asAdmin(
                    "-n", "kube-system", "get", "configmap", "kubeadm-config", "-o", "jsonpath={.data.ClusterConfiguration}")
                actions.append(.run(.init(ask, unless: areNodes, output: .init(path: settings, mode: 0o600))))
            }
            let words = ["kubeadm", "init", "phase", "upload-certs", "--upload-certs", "--config", settings]
            actions.append(
                .run(
                    .init(
                        words, unless: areNodes, output: .init(path: KubeadmPath.uploadedCertificates, mode: 0o600),
                        makes: [.certificateKey])))
        }
        return [
            Step(
                phase == .controlPlanes ? "make-control-plane-token" : "make-worker-token", on: first.name, phase: phase,
                title: uploads ? "Make a bootstrap token and upload the authorities." : "Make a bootstrap token.",
                why: "A token lives 24 hours" + (uploads ? " and uploaded authorities two" : "")
                    + ", so \(uploads ? "they are made just before they are" : "it is made just before it is") used, and not at all where all machines have joined.",
                risk: .edits, actions: actions,
                undo: .commands([["rm", "-f", KubeadmPath.joinCommand] + (uploads ? [KubeadmPath.uploadedCertificates] : [])]),
                seconds: 5)
        ]
    }

    /// Asked of a cluster that is there already, whose control planes are not in the plan.
    static func ask(_ context: PlanContext, on machine: Machine, phase: Step.Phase) -> Step {
        var text =
            "On a control plane of the cluster run: kubeadm token create --print-join-command. It prints the token and the "
            + "authority's hash for the marks in \(KubeadmPath.joinConfiguration)."
        if phase == .controlPlanes, context.plan.certificates.handover == .upload {
            text +=
                " Then run there: kubeadm init phase upload-certs --upload-certs. Its last line is the certificate key, valid for two "
                + "hours."
            if context.plan.topology == .external {
                text +=
                    " Give it --config with a ClusterConfiguration that names the external etcd, else etcd's files are left out."
            }
        }
        return Step(
            "get-join-credentials", on: machine.name, phase: phase, title: "Get a bootstrap token from the cluster.",
            why: "Only a control plane can make one, and the plan holds no secrets.", risk: .looks, actions: [.byHand(text)],
            seconds: 60)
    }
}
