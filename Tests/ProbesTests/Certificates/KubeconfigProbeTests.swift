import Testing

@testable import Probes

@Suite struct KubeconfigProbeTests {
    @Test(arguments: [
        ("export KUBECONFIG=/etc/kubernetes/admin.conf", "/etc/kubernetes/admin.conf"), ("KUBECONFIG=\"/a b\" # x", "/a b"),
        ("  export KUBECONFIG='/a:/b'", "/a:/b"), ("export KUBECONFIG=/a; kubectl", "/a"),
    ])
    func assignmentsAreFound(_ line: String, _ value: String) { #expect(KubeconfigProbe.kubeconfig(in: line) == value) }

    @Test(arguments: ["# export KUBECONFIG=/a", "echo $KUBECONFIG", "unset KUBECONFIG", "MYKUBECONFIG=/a", ""])
    func otherLinesAreNone(_ line: String) { #expect(KubeconfigProbe.kubeconfig(in: line) == nil) }
}
