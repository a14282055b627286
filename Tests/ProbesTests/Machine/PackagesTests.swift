import Facts
import Testing

@testable import Probes

@Suite struct PackagesTests {
    @Test func dpkgStatusIsRead() {
        let text = """
            Package: adduser
            Status: install ok installed
            Version: 3.152

            Package: kubelet
            Status: hold ok installed
            Version: 1.36.2-1.1
            Description: node agent
             Package: not a field

            Package: kubeadm
            Status: deinstall ok config-files
            Version: 1.35.0-1.1

            Package: containerd
            Version: 1.7.24~ds1-6
            Status: install reinstreq half-configured
            """
        let rows = DpkgStatus.rows(Array(text.utf8), names: PackagesProbe.names)
        #expect(rows.map { $0.text(.name) } == ["kubelet", "containerd"])
        #expect(rows.map { $0.flag(.isHeld) } == [true, false])
        #expect(rows.map { $0.text(.state) } == ["installed", "half-configured"])
        #expect(rows[0].source.origin == "/var/lib/dpkg/status:6")
    }

    @Test(arguments: [
        ("kubelet", true), ("kube*", true), ("kubelet-0:1.36.2-150500.1.1.*", true), ("kubectl", false), ("kubelet-debug", false),
        ("containerd*", false),
    ]) func holdsOfYumMatch(_ hold: String, _ matches: Bool) { #expect(PackagesProbe.matches(hold, "kubelet") == matches) }

    @Test func excludeLinesAreRead() {
        let text =
            "[kubernetes]\nbaseurl=https://pkgs.k8s.io/core:/stable:/v1.36/rpm/\nexclude=kubelet kubeadm,kubectl\n#exclude=runc\n"
        #expect(RPMHolds.excluded(text) == ["kubelet", "kubeadm", "kubectl"])
    }
}
