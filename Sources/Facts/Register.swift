extension FactKey {
    /// Every fact a node can have, by subject. A rule may name no other; a probe may set no other.
    public static let register: [FactKey] = [
        APIServerFacts.all,
        BridgeFacts.all,
        CNIFacts.all,
        CRIDockerdFacts.all,
        CRIOFacts.all,
        CertificateFacts.all,
        CgroupFacts.all,
        ChangeFacts.all,
        ClockFacts.all,
        ContainerdFacts.all,
        DNSFacts.all,
        DiskFacts.all,
        DockerFacts.all,
        EtcdFacts.all,
        EventFacts.all,
        KernelFacts.all,
        KubeadmFacts.all,
        KubeletFacts.all,
        LogFacts.all,
        MachineFacts.all,
        MachineIdentityFacts.all,
        ManifestFacts.all,
        MemoryFacts.all,
        NodeFacts.all,
        NodeStatusFacts.all,
        PackageFacts.all,
        PodFacts.all,
        PortFacts.all,
        RuntimeFacts.all,
        SecurityFacts.all,
        SwapFacts.all,
        SysctlFacts.all,
        TimeFacts.all,
        UnitFacts.all,
    ].flatMap { $0 }

    /// The register by name.
    public static let registered: [String: FactKey] = Dictionary(register.map { ($0.name, $0) }) { first, _ in first }
}
