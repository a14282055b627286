import Planning
import Steps
import Text

/// The images of Kubernetes itself, and how they come into a registry that machines without internet can reach.
struct ImageMirror: Exporter {
    func documents(_ plan: Plan, _ context: PlanContext) -> [PlannedFile] {
        guard context.plan.images.isAirGapped, !context.isRemoval, context.plan.tool == .kubeadm else { return [] }
        let pairs = Self.images(context)
        let list = pairs.map { "- `\($0.from)`" }.joined(separator: "\n")
        let copies = pairs.map { ShellLine.of(["skopeo", "copy", "--all", "docker://\($0.from)", "docker://\($0.to)"]) }
        let archives = pairs.map { pair in
            ShellLine.of(["skopeo", "copy", "docker://\(pair.from)", "docker-archive:\(Self.archive(pair.from)):\(pair.to)"])
        }
        let carry = """
            With a registry that the machines reach, from a machine that reaches both:

            ```
            \(copies.joined(separator: "\n"))
            ```

            """
        let byFile = """
            Without a registry: make archives, carry them to every machine, and import each there with
            `ctr --namespace k8s.io images import FILE`:

            ```
            \(archives.joined(separator: "\n"))
            ```

            """
        let text = """
            # Images for machines without internet

            Kubernetes \(context.version) begins with these. On a machine with kubeadm, `kubeadm config images list --kubernetes-version
            \(context.version)` must name the same\(Self.besides(context)).

            \(list)

            \(Self.addOn(context))
            \(context.plan.images.repository.isEmpty ? byFile : carry)
            """
        return [PlannedFile("images.md", text)]
    }

    /// Each image where it is published, and where kubeadm looks for it with the plan's registry.
    static func images(_ context: PlanContext) -> [(from: String, to: String)] {
        let source = context.release.registry.at(context.patch)
        let target = context.repository
        let tag = "v\(context.version)"
        var names = ["kube-apiserver", "kube-controller-manager", "kube-proxy", "kube-scheduler"].map { "\($0):\(tag)" }
        if !context.runsKubeProxy { names.removeAll { $0.hasPrefix("kube-proxy") } }
        names += ["etcd:\(context.release.etcd.at(context.patch))", "pause:\(context.release.pause.at(context.patch))"]
        var out = names.map { ("\(source)/\($0)", "\(target)/\($0)") }
        // CoreDNS has a level of its own in the default registry alone.
        let dns = "coredns:\(context.release.coreDNS.at(context.patch))"
        out.append(("\(source)/coredns/\(dns)", target == source ? "\(target)/coredns/\(dns)" : "\(target)/\(dns)"))
        return out + own(context)
    }

    /// What the plan's own steps pull besides: the balancer's pod, and the smoke test at the end.
    private static func own(_ context: PlanContext) -> [(from: String, to: String)] {
        guard context.plan.existing == nil else { return [] }
        var out: [(from: String, to: String)] = []
        let test = SmokeTest.image(context)
        let path = test.dropFirst(context.repository.count)
        out.append(("registry.k8s.io\(path)", test))
        if context.plan.endpoint.balancer == .kubeVIP { out.append((KubeVIP.image, KubeVIP.image(context.plan))) }
        return out
    }

    private static func besides(_ context: PlanContext) -> String {
        guard context.plan.existing == nil else { return "" }
        let balancer = context.plan.endpoint.balancer == .kubeVIP ? ", which kube-vip's is added to," : ""
        return "\(balancer) with that of the smoke test at the end besides"
    }

    /// How the add-on's images are found: they change with its version, and the files that name them are brought by hand anyway.
    private static func addOn(_ context: PlanContext) -> String {
        guard let addOn = context.addOn, addOn.isMaintained, context.plan.existing == nil else { return "" }
        let named = context.plan.network.addOn.version
        let version = named.isEmpty ? addOn.version(for: context.release.minor).version : named
        let how =
            addOn.id == "calico"
            ? "`grep image: tigera-operator.yaml` names the operator's, and `docker run --rm quay.io/tigera/operator:TAG --print-images=list`, with that tag, the rest."
            : "`grep -h image: FILE` of its manifest, or `helm template` of its chart, names them."
        return """
            ## The images of \(addOn.title) \(version)

            They come besides, under the names that its files say: \(how) Copy or import them in the same way.

            ## How they are brought

            """
    }

    private static func archive(_ image: String) -> String {
        String(image.split(separator: "/").last ?? "").split(separator: ":").joined(separator: "-") + ".tar"
    }
}
