/// Every probe, in no particular order: a survey runs each as soon as what it needs is there.
public enum Probes {
    static let all: [any Probe] = [
        CertificateProbe(), KubeconfigProbe(), NamedFilesProbe(), TokenKeyProbe(), NodeIdentityProbe(),
        UnitsProbe(),
        KubeletProbe(),
        KubeletStateProbe(),
        NodeProbe(),
        KubeadmProbe(),
        PortsProbe(),
        ManifestsProbe(),
        EtcdProbe(),
        APIServerProbe(),
        ContainerdProbe(),
        CRIOProbe(),
        DockerProbe(),
        RuntimeProbe(),
        RuntimeToolsProbe(),
        CgroupProbe(),
        SysctlProbe(), DisksProbe(), SwapProbe(),
        MachineProbe(), KernelProbe(), MemoryProbe(), ClockProbe(), IdentityProbe(), SecurityProbe(),
        ProgramsProbe(), PackagesProbe(), RepositoriesProbe(), ChangesProbe(),
    ]
}
