import Facts
import Testing

@testable import Diagnosis

@Suite struct EtcdAccessTests {
    private func facts(
        servers: String = "https://127.0.0.1:2379", listens: String? = "https://127.0.0.1:2379,https://192.168.10.11:2379",
        ca: String = "/pki/etcd/ca.crt", trusted: String = "/pki/etcd/ca.crt", client: String = "/pki/etcd-client.crt"
    ) -> FactSet {
        var facts = FactSet()
        func flag(_ component: String, _ name: String, _ value: String) -> Row<ManifestFacts.Flag> {
            Row<ManifestFacts.Flag>(
                [.component: .text(component), .flag: .text(name), .value: .text(value), .file: .text(component), .line: 7],
                from: Source(component))
        }
        var flags = [
            flag("kube-apiserver", "etcd-servers", servers), flag("kube-apiserver", "etcd-cafile", ca),
            flag("kube-apiserver", "etcd-certfile", client),
        ]
        if let listens {
            flags += [
                flag("etcd", "listen-client-urls", listens), flag("etcd", "trusted-ca-file", trusted),
                flag("etcd", "cert-file", "/pki/etcd/server.crt"),
            ]
        }
        facts.set(ManifestFacts.flags, flags)
        func certificate(_ path: String, _ key: String, signedBy: String? = nil) -> Row<CertificateFacts.Certificate> {
            Row<CertificateFacts.Certificate>(
                [.path: .text(path), .publicKey: .text(key), .signedBy: .text(ifAny: signedBy)], from: Source(path))
        }
        facts.set(
            CertificateFacts.certificates,
            [
                certificate("/pki/ca.crt", "A"), certificate("/pki/etcd/ca.crt", "E"), certificate("/pki/copy.crt", "E"),
                certificate("/pki/etcd/server.crt", "s", signedBy: "/pki/etcd/ca.crt"),
                certificate("/pki/etcd-client.crt", "c", signedBy: "/pki/etcd/ca.crt"),
                certificate("/pki/kubelet-client.crt", "k", signedBy: "/pki/ca.crt"),
            ])
        facts.set(MachineIdentityFacts.localAddresses, .list(["192.168.10.11"]))
        return facts
    }

    private func misfits(_ facts: FactSet) -> [String] {
        var facts = facts
        EtcdAccess.derivation.derive(&facts)
        return (facts.rows(APIServerFacts.etcdMisfits) ?? []).compactMap { $0.text(.flag) }
    }

    @Test func kubeadmsOwnFits() { #expect(misfits(facts()).isEmpty) }

    @Test func portSchemeAndAddressMustBeAmongThoseThatEtcdServes() {
        #expect(misfits(facts(servers: "https://127.0.0.1:2378")) == ["etcd-servers"])
        #expect(misfits(facts(servers: "http://127.0.0.1:2379")) == ["etcd-servers"])
        #expect(misfits(facts(listens: "https://192.168.10.11:2379")) == ["etcd-servers"])
        #expect(misfits(facts(servers: "https://192.168.10.11:2379", listens: "https://0.0.0.0:2379")).isEmpty)
        #expect(misfits(facts(servers: "https://localhost:2379")).isEmpty)
    }

    @Test func anEtcdElsewhereIsNotJudged() {
        #expect(misfits(facts(servers: "https://10.0.0.5:2378")).isEmpty)
        #expect(misfits(facts(servers: "https://127.0.0.1:2378,https://10.0.0.5:2379")).isEmpty)
        #expect(misfits(facts(servers: "https://127.0.0.1:2378", listens: nil)).isEmpty)
    }

    @Test func bothSidesMustTrustWhoSignedTheOther() {
        #expect(misfits(facts(ca: "/pki/ca.crt")) == ["etcd-cafile"])
        #expect(misfits(facts(trusted: "/pki/ca.crt")) == ["etcd-certfile"])
        #expect(misfits(facts(client: "/pki/kubelet-client.crt")) == ["etcd-certfile"])
        #expect(misfits(facts(ca: "/pki/copy.crt")).isEmpty)
        #expect(misfits(facts(ca: "/pki/unknown.crt")).isEmpty)
    }

    @Test func withoutCertificatesOnlyTheAddressesAreJudged() {
        var known = facts(servers: "https://127.0.0.1:2378")
        known.miss(CertificateFacts.certificates, "Not root.")
        #expect(misfits(known) == ["etcd-servers"])
        var unknown = facts()
        unknown.miss(CertificateFacts.certificates, "Not root.")
        EtcdAccess.derivation.derive(&unknown)
        #expect(unknown.reason(APIServerFacts.etcdMisfits) == "Not root.")
    }
}
