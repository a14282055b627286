import Diagnosis
import Facts
import FoundationEssentials
import Testing
import YAML

/// Healthy nodes of other kinds than a whole kubeadm control plane seen by root: nothing about certificates is a fault there.
@Suite struct CertificateNodesTests {
    private static let pki = "/etc/kubernetes/pki"

    private func report(_ edits: String) async throws -> Report {
        let node = try YAMLDocument.parse(Array(edits.utf8), file: "edits").first
        return try await RuleCaseTests.report("control-plane-1.36", try NodeEdits(node, file: "edits"))
    }

    private func found(_ report: Report) -> [String] { report.findings.filter { $0.rule.area == "certificates" }.map(\.id) }

    private func manifest(_ name: String) throws -> String {
        try String(
            contentsOf: NodeFolder.nodes.appending(path: "control-plane-1.36/files/etc/kubernetes/manifests/\(name).yaml"),
            encoding: .utf8)
    }

    @Test func aWorkerHasOnlyTheAuthorityAndTheKubeletsOwn() async throws {
        let gone =
            ["admin.conf", "super-admin.conf", "controller-manager.conf", "scheduler.conf"].map { "/etc/kubernetes/\($0)" }
            + ["etcd", "kube-apiserver", "kube-controller-manager", "kube-scheduler"].map {
                "/etc/kubernetes/manifests/\($0).yaml"
            }
            + ["/root/.kube/config"]
        let report = try await report(
            """
            remove: [\(gone.joined(separator: ", "))]
            lists: {\(Self.pki): [{name: ca.crt}], /etc/kubernetes/manifests: []}
            """)
        #expect(found(report) == [])
        #expect(
            report.unknown.filter { $0.rule.hasPrefix("certificate-") || $0.rule.hasPrefix("kubelet-client") }.map(\.rule) == [])
    }

    @Test func withAnExternalAuthorityItsKeysAreElsewhere() async throws {
        let manager = try manifest("kube-controller-manager").replacing(
            "signing-cert-file=/etc/kubernetes/pki/ca.crt", with: "signing-cert-file="
        )
        .replacing("signing-key-file=/etc/kubernetes/pki/ca.key", with: "signing-key-file=")
        let report = try await report(
            """
            remove: [\(Self.pki)/ca.key, \(Self.pki)/front-proxy-ca.key, \(Self.pki)/etcd/ca.key]
            files:
              /etc/kubernetes/manifests/kube-controller-manager.yaml: \(NodeEdits.json(manager))
            """)
        #expect(found(report) == [])
    }

    @Test func withAnExternalEtcdItsServersFilesAreElsewhere() async throws {
        let api = try manifest("kube-apiserver").replacing(
            "etcd-servers=https://127.0.0.1:2379", with: "etcd-servers=https://10.0.0.21:2379,https://10.0.0.22:2379")
        let gone = [
            "server.crt", "server.key", "peer.crt", "peer.key", "healthcheck-client.crt", "healthcheck-client.key", "ca.key",
        ].map { "\(Self.pki)/etcd/\($0)" }
        let report = try await report(
            """
            remove: [\(gone.joined(separator: ", ")), /etc/kubernetes/manifests/etcd.yaml]
            lists: {\(Self.pki)/etcd: [{name: ca.crt}]}
            files:
              /etc/kubernetes/manifests/kube-apiserver.yaml: \(NodeEdits.json(api))
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
        let lines = closed.map { "- '{\"read\":\"\($0)\",\"error\":\"denied\"}'" }.joined(separator: "\n")
        let report = try await report("index:\n\(lines)\n")
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
