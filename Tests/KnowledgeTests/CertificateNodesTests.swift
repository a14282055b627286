import Diagnosis
import Facts
import FoundationEssentials
import Testing

/// Healthy nodes of other kinds than a whole kubeadm control plane seen by root: nothing about certificates is a fault there.
@Suite struct CertificateNodesTests {
    private static let pki = "/etc/kubernetes/pki"

    private func report(_ change: String) async throws -> Report {
        try await TestsFolder.report("control-plane-1.36", TestsFolder.change(change))
    }

    private func absent(_ paths: [String]) -> String { paths.map { "\($0): absent\n" }.joined() }

    private func found(_ report: Report) -> [String] { report.findings.filter { $0.rule.area == "certificates" }.map(\.id) }

    @Test func aWorkerHasOnlyTheAuthorityAndTheKubeletsOwn() async throws {
        let gone =
            ["admin.conf", "super-admin.conf", "controller-manager.conf", "scheduler.conf"].map { "/etc/kubernetes/\($0)" }
            + ["etcd", "kube-apiserver", "kube-controller-manager", "kube-scheduler"].map {
                "/etc/kubernetes/manifests/\($0).yaml"
            }
            + ["/root/.kube/config"]
        let report = try await report(
            absent(gone) + """
                \(Self.pki): {list: [ca.crt]}
                /etc/kubernetes/manifests: {list: []}
                """)
        #expect(found(report) == [])
        #expect(
            report.unknown.filter { $0.rule.hasPrefix("certificate-") || $0.rule.hasPrefix("kubelet-client") }.map(\.rule) == [])
    }

    @Test func withAnExternalAuthorityItsKeysAreElsewhere() async throws {
        let report = try await report(
            absent(["ca.key", "front-proxy-ca.key", "etcd/ca.key"].map { "\(Self.pki)/\($0)" }) + """
                /etc/kubernetes/manifests/kube-controller-manager.yaml:
                  set: {--cluster-signing-cert-file: '', --cluster-signing-key-file: ''}
                """)
        #expect(found(report) == [])
    }

    @Test func withAnExternalEtcdItsServersFilesAreElsewhere() async throws {
        let gone = [
            "server.crt", "server.key", "peer.crt", "peer.key", "healthcheck-client.crt", "healthcheck-client.key", "ca.key",
        ].map { "\(Self.pki)/etcd/\($0)" }
        let report = try await report(
            absent(gone + ["/etc/kubernetes/manifests/etcd.yaml"]) + """
                \(Self.pki)/etcd: {list: [ca.crt]}
                /etc/kubernetes/manifests/kube-apiserver.yaml:
                  set: {--etcd-servers: 'https://10.0.0.21:2379,https://10.0.0.22:2379'}
                """)
        #expect(found(report) == [])
    }

    @Test func anOrdinaryUserIsToldWhatWasNotSeen() async throws {
        let closed =
            [
                "apiserver", "apiserver-kubelet-client", "apiserver-etcd-client", "front-proxy-client", "etcd/server",
                "etcd/peer", "ca", "sa",
            ]
            .map { "\(Self.pki)/\($0).key" }
            + ["admin", "kubelet", "scheduler", "controller-manager"].map { "/etc/kubernetes/\($0).conf" }
            + ["/var/lib/kubelet/pki/kubelet-client-current.pem", "/root/.kube/config"]
        let report = try await report(closed.map { "\($0): {error: denied}\n" }.joined())
        #expect(found(report) == [])
        let unknown = Set(report.unknown.map(\.rule))
        #expect(
            unknown.isSuperset(of: [
                "kubelet-client-certificate-has-expired", "certificate-key-does-not-match", "service-account-keys-differ",
            ]))
        #expect(!unknown.contains("ca-has-expired"), "the authorities' certificates are open to all")
        let gaps = report.unknown.first { $0.rule == "certificate-key-does-not-match" }?.gaps ?? []
        #expect(gaps.contains { $0.reason.words.contains("run drydock as root") })
    }
}
