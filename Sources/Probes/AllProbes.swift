import Facts

/// Every probe, in no particular order: a survey runs each as soon as what it needs is there.
public enum Probes {
    private static let plain: [any Probe] = [
        APIServerProbe(),
        APIServicesProbe(),
        BridgePortsProbe(),
        CNIProbe(),
        CRIOProbe(),
        CertificateProbe(),
        CgroupProbe(),
        ChangesProbe(),
        ClockProbe(),
        ClusterPodsProbe(),
        ConntrackProbe(),
        ContainersProbe(),
        DisksProbe(),
        DistributionProbe(),
        DockerProbe(),
        EndpointNamesProbe(),
        EtcdProbe(),
        FirewallProbe(),
        ForwardProbe(),
        IdentityProbe(),
        ImagesProbe(),
        KernelProbe(),
        KubeadmProbe(),
        KubeconfigProbe(),
        KubeletStateProbe(),
        MachineProbe(),
        MemoryProbe(),
        NATProbe(),
        NamedFilesProbe(),
        NetworkProbe(),
        NodeIdentityProbe(),
        NodeProbe(),
        PackagesProbe(),
        PodAddressesProbe(),
        PodsProbe(),
        PortsProbe(),
        ProgramsProbe(),
        RepositoriesProbe(),
        ResolvConfProbe(),
        RuntimeProbe(),
        RuntimeToolsProbe(),
        SecurityProbe(),
        StaticPodFilesProbe(),
        SwapProbe(),
        SysctlProbe(),
        TokenKeyProbe(),
        UnitsProbe(),
        WebhooksProbe(),
    ]

    /// Those that hold what they see against what releases changed stand here.
    static func all(_ releases: KnownReleases) -> [any Probe] {
        plain + [
            ContainerdProbe(releases: releases), KubeletProbe(releases: releases), ManifestsProbe(releases: releases),
        ]
    }
}
