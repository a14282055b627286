/// Every probe, in no particular order: a survey runs each as soon as what it needs is there.
public enum Probes {
    public static let all: [any Probe] = [
        APIServerProbe(),
        CRIOProbe(),
        CertificateProbe(),
        CgroupProbe(),
        ContainerdProbe(),
        DisksProbe(),
        DockerProbe(),
        EtcdProbe(),
        KubeadmProbe(),
        KubeconfigProbe(),
        KubeletProbe(),
        KubeletStateProbe(),
        ManifestsProbe(),
        NamedFilesProbe(),
        NodeIdentityProbe(),
        NodeProbe(),
        PortsProbe(),
        RuntimeProbe(),
        RuntimeToolsProbe(),
        SwapProbe(),
        SysctlProbe(),
        TokenKeyProbe(),
        UnitsProbe(),
    ]
}
