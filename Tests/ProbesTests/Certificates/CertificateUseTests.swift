import Testing

@testable import Probes

@Suite struct CertificateUseTests {
    private let pki = "/etc/kubernetes/pki"

    private func kubeadm(_ name: String) throws -> ComponentFlags {
        let path = "/etc/kubernetes/manifests/\(name).yaml"
        return try #require(ComponentFlags(manifest: try NodeFiles.bytes(String(path.dropFirst())), path: path, component: name))
    }

    @Test func aStackedControlPlane() throws {
        let uses = CertificateUses.all(
            flags: [try kubeadm("kube-apiserver"), try kubeadm("etcd")], found: ["\(pki)/etcd/healthcheck-client.crt"])
        func use(_ name: String) -> CertificateUse? { uses.first { $0.path == "\(pki)/\(name).crt" } }
        #expect(use("apiserver")?.purpose == .apiserver)
        #expect(use("apiserver")?.expectedCA == "\(pki)/ca.crt")
        #expect(use("apiserver")?.keyPath == "\(pki)/apiserver.key")
        #expect(use("apiserver-etcd-client")?.expectedCA == "\(pki)/etcd/ca.crt")
        #expect(use("etcd/peer")?.purpose == .etcdPeer)
        #expect(use("front-proxy-client")?.expectedCA == "\(pki)/front-proxy-ca.crt")
        #expect(use("etcd/healthcheck-client")?.isUsed == false)
        #expect(uses.filter(\.isUsed).count == 9)
    }

    @Test func withAnExternalEtcdItsClientsAuthorityIsNotKnownHere() throws {
        let uses = CertificateUses.all(flags: [try kubeadm("kube-apiserver")], found: ["\(pki)/etcd/server.crt"])
        #expect(uses.first { $0.purpose == .etcdOfAPIServer }?.expectedCA == nil)
        #expect(uses.first { $0.purpose == .etcdServer }?.isUsed == false, "left over from a stacked etcd")
    }

    @Test func aWorkerHasTheAuthorityOnly() {
        let uses = CertificateUses.all(flags: [], found: ["\(pki)/ca.crt"])
        #expect(
            uses == [CertificateUse(path: "\(pki)/ca.crt", purpose: .ca, isUsed: true, keyPath: "\(pki)/ca.key", expectedCA: nil)]
        )
    }

    @Test func withoutManifestsKubeadmsLayoutCounts() {
        let uses = CertificateUses.all(
            flags: [], found: ["\(pki)/apiserver.crt", "\(pki)/etcd/peer.crt", "\(pki)/old/apiserver.crt"])
        #expect(uses.map(\.purpose) == [.apiserver, .etcdPeer, .other])
        #expect(uses.map(\.isUsed) == [true, true, false])
    }
}
