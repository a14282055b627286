/// The images that a plan's machines pull.
enum BundleImages {
    static func of(_ context: PlanContext) -> [Bundle.Image] {
        (kubernetes(context) + own(context) + addOn(context)).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    /// What kubeadm and the kubelet pull (kubernetes, cmd/kubeadm/app/images).
    private static func kubernetes(_ context: PlanContext) -> [Bundle.Image] {
        let source = context.release.registry.at(context.patch)
        let target = context.repository
        let tag = "v\(context.version)"
        var names = ["kube-apiserver", "kube-controller-manager", "kube-proxy", "kube-scheduler"].map { "\($0):\(tag)" }
        if !context.runsKubeProxy { names.removeAll { $0.hasPrefix("kube-proxy") } }
        let etcd = context.release.etcd.at(context.patch)
        let external = context.plan.topology == .external ? context.plan.etcd.version : ""
        names.append("etcd:\(etcd)")
        if !external.isEmpty, !etcd.hasPrefix(external) { names.append("etcd:\(external)-0") }
        names.append("pause:\(context.release.pause.at(context.patch))")
        let dns = "coredns:\(context.release.coreDNS.at(context.patch))"
        // CoreDNS has a level of its own in the default registry alone.
        return names.map { Bundle.Image(from: "\(source)/\($0)", to: "\(target)/\($0)") }
            + [
                Bundle.Image(
                    from: "\(source)/coredns/\(dns)", to: target == source ? "\(target)/coredns/\(dns)" : "\(target)/\(dns)")
            ]
    }

    /// What the plan's own pods are made of: the balancer's, and the smoke test's at the end.
    private static func own(_ context: PlanContext) -> [Bundle.Image] {
        guard context.plan.existing == nil else { return [] }
        var out = [Bundle.Image(from: SmokeTest.published, to: SmokeTest.image(context))]
        if context.plan.endpoint.balancer == .kubeVIP {
            out.append(Bundle.Image(from: KubeVIP.image, to: KubeVIP.image(context.plan)))
        }
        return out
    }

    private static func addOn(_ context: PlanContext) -> [Bundle.Image] {
        guard let addOn = context.addOn else { return [] }
        let version = addOn.meant(context)
        let hasWindows = context.plan.machines.contains(where: \.isWindows)
        return addOn.images(of: version).filter { hasWindows || !$0.contains("-windows:") }.map {
            Bundle.Image(from: $0, to: context.plan.images.place($0))
        }
    }
}
