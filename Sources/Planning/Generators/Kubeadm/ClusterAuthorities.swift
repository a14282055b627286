import Steps

/// What a second control plane needs of the first: the authorities' certificates and keys.
enum ClusterAuthorities {
    /// The files, in the folders where they lie on every control plane.
    static func files(_ topology: ClusterPlan.Topology) -> [String] {
        let common = ["ca.crt", "ca.key", "sa.pub", "sa.key", "front-proxy-ca.crt", "front-proxy-ca.key", "etcd/ca.crt"]
        let rest = topology == .external ? ["apiserver-etcd-client.crt", "apiserver-etcd-client.key"] : ["etcd/ca.key"]
        return (common + rest).map { "\(KubeadmPath.certificates)/\($0)" }
    }

    /// The step that brings them to another control plane by hand.
    static func copy(_ context: PlanContext, to machine: Machine) -> Step {
        let plan = context.plan
        let files = files(plan.topology)
        let source = plan.existing == nil ? plan.firstControlPlane.map { "\($0.name) (\($0.address))" } : nil
        return Step(
            "take-over-authorities", on: machine.name, phase: .controlPlanes,
            title: "Bring the cluster's authorities to this control plane.",
            why:
                "All control planes sign with the same authorities and the same service account key. The plan has them copied by hand "
                + "instead of uploaded. Whoever has these keys has the cluster.",
            risk: .edits,
            actions: [
                .run(.init(["install", "-d", "-m", "0755", "\(KubeadmPath.certificates)/etcd"])),
                .byHand(
                    "Copy from \(source ?? "a control plane of the cluster") to \(machine.name) over ssh, each to the same path: "
                        + "\(files.joined(separator: " ")). Copy nothing else of that folder: the other certificates belong to one "
                        + "machine each."),
                .run(.init(["chown", "root:root"] + files)),
                .run(.init(["chmod", "0600"] + files.filter { $0.hasSuffix(".key") })),
            ],
            check: .succeeds(["ls", "-l"] + files), undo: .commands([["rm", "-f"] + files]), seconds: 120)
    }
}
