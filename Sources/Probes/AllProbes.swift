/// Every probe, in no particular order: a survey runs each as soon as what it needs is there.
public enum Probes {
    public static let all: [any Probe] = [
        CertificateProbe(), KubeconfigProbe(), NamedFilesProbe(), TokenKeyProbe(), NodeIdentityProbe(),
    static let all: [any Probe] = [
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
    ]
}
