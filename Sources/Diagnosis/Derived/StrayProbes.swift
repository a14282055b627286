import Facts

/// The probes of static pods that ask a port which the program does not serve: the kubelet kills it again and again, however well it is.
enum StrayProbes {
    /// Where a program serves its health when no flag says so (kubernetes 1.23 to 1.36, cmd/kubeadm/app/constants/constants.go).
    private static let usual = ["kube-apiserver": 6443, "kube-controller-manager": 10257, "kube-scheduler": 10259]

    static let derivation = Derivation(gives: [ManifestFacts.strayProbes]) { facts in
        for key in [ManifestFacts.healthProbes, ManifestFacts.flags] {
            if let reason = facts.reason(key) { return facts.miss(ManifestFacts.strayProbes, reason) }
        }
        let flags = facts.rows(ManifestFacts.flags) ?? []
        let rows = (facts.rows(ManifestFacts.healthProbes) ?? []).compactMap { probe -> Row<ManifestFacts.HealthProbe>? in
            guard let component = probe.text(.component), let port = probe.integer(.port) else { return nil }
            let ports = served(component, flags)
            guard !ports.isEmpty, !ports.contains(port) else { return nil }
            var row = probe
            row[.wanted] = .list(ports.map { "\($0)" })
            return row
        }
        facts.set(ManifestFacts.strayProbes, rows, from: facts.sources(ManifestFacts.healthProbes))
    }

    private static func served(_ component: String, _ flags: [Row<ManifestFacts.Flag>]) -> [Int] {
        func values(_ name: String) -> [String] {
            let value = flags.last { $0.text(.component) == component && $0.text(.flag) == name }?.text(.value)
            return (value ?? "").split(separator: ",").map(String.init)
        }
        if component == "etcd" {
            return (values("listen-metrics-urls") + values("listen-client-urls")).compactMap {
                EtcdAccess.Endpoint($0)?.port
            }
        }
        return [values("secure-port").first.flatMap(Int.init) ?? usual[component]].compactMap { $0 }
    }
}
