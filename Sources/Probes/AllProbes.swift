/// Every probe, in no particular order: a survey runs each as soon as what it needs is there.
public enum Probes {
    static let all: [any Probe] = [
    public static let all: [any Probe] = [
        CertificateProbe(), KubeconfigProbe(), NamedFilesProbe(), TokenKeyProbe(), NodeIdentityProbe(),
        UnitsProbe(),
        CertificateProbe(),
        KubeconfigProbe(),
        NamedFilesProbe(),
        TokenKeyProbe(),
        NodeIdentityProbe(),
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
        CertificateProbe(),
        KubeconfigProbe(),
        NamedFilesProbe(),
        TokenKeyProbe(),
        NodeIdentityProbe(),
        SysctlProbe(), DisksProbe(), SwapProbe(),
    ]
}
