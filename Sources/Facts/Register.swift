extension FactKey {
    /// Every fact a node can have, by subject. A rule may name no other; a probe may set no other.
    public static let register: [FactKey] = [
        TimeFacts.all,
        LogFacts.all,
        NodeFacts.all,
        KubeletFacts.all,
        KubeadmFacts.all,
        PortFacts.all,
        ManifestFacts.all,
        EtcdFacts.all,
        APIServerFacts.all,
        NodeStatusFacts.all,
        ChangeFacts.all,
        CertificateFacts.all,
        UnitFacts.all,
        ContainerdFacts.all,
        RuntimeFacts.all,
        CgroupFacts.all,
        CRIOFacts.all,
        DockerFacts.all,
        CRIDockerdFacts.all,
        SysctlFacts.all,
        DiskFacts.all,
        SwapFacts.all,
    ].flatMap { $0 }

    /// The register by name.
    public static let registered: [String: FactKey] = Dictionary(register.map { ($0.name, $0) }) { first, _ in first }
}
