import Facts
import Testing

@testable import Diagnosis

@Suite struct MissingNamesTests {
    private func facts(
        names: [String], kubeconfigs: [[KubeconfigFacts.Kubeconfig: Value]] = [],
        path: String = "/etc/kubernetes/pki/apiserver.crt",
        purpose: String = "apiserver"
    ) -> FactSet {
        var facts = FactSet()
        let cells: [CertificateFacts.Certificate: Value] = [
            .path: .text(path), .purpose: .text(purpose), .isUsed: true, .names: .list(names),
        ]
        facts.set(CertificateFacts.certificates, [Row(cells, from: Source(path))])
        facts.set(KubeconfigFacts.kubeconfigs, kubeconfigs.map { Row($0, from: Source("kubeconfig")) })
        return facts
    }

    private func kubeconfig(_ name: String, caMatches: Bool = true, checks: Bool = true, ours: Bool = true) -> [KubeconfigFacts
        .Kubeconfig: Value]
    {
        [
            .path: "/etc/kubernetes/kubelet.conf", .checkedName: .text(name), .caMatches: .flag(caMatches),
            .checksServer: .flag(checks), .isThisCluster: .flag(ours),
        ]
    }

    private func missing(_ facts: FactSet) -> [String] {
        var facts = facts
        MissingNames.derivation.derive(&facts)
        return (facts.rows(CertificateFacts.missingNames) ?? []).compactMap { $0.text(.name) }
    }

    @Test func aKubeconfigsNameIsWanted() {
        #expect(missing(facts(names: ["a"], kubeconfigs: [kubeconfig("a")])) == [])
        #expect(missing(facts(names: ["a"], kubeconfigs: [kubeconfig("b"), kubeconfig("b")])) == ["b"])
    }

    @Test func aKubeconfigThatDoesNotCheckOrIsOfAnotherClusterWantsNothing() {
        let others = [kubeconfig("b", caMatches: false), kubeconfig("c", checks: false), kubeconfig("d", ours: false)]
        #expect(missing(facts(names: ["a"], kubeconfigs: others)) == [])
    }

    @Test func theServiceAndTheAdvertisedAddressAreWanted() {
        var set = facts(names: ["10.96.0.1"])
        set.set(IdentityFacts.serviceAddress, "10.96.0.1")
        set.set(IdentityFacts.advertiseAddress, "192.168.10.11")
        #expect(missing(set) == ["192.168.10.11"])
        var own = facts(names: ["10.96.0.1"], path: "/srv/own.crt")
        own.set(IdentityFacts.advertiseAddress, "192.168.10.11")
        #expect(missing(own) == [], "only kubeadm puts the advertised address in")
    }

    @Test func namedCertificatesAnswerForNamesAndNotForAddresses() {
        var set = facts(names: [], kubeconfigs: [kubeconfig("api.example.org"), kubeconfig("192.168.10.11")])
        set.set(IdentityFacts.hasNamedServingCertificates, true)
        #expect(missing(set) == ["192.168.10.11"])
    }

    @Test func namesThatCouldNotBeReadAreNotMissing() {
        var set = facts(names: [], kubeconfigs: [kubeconfig("a")])
        let cells: [CertificateFacts.Certificate: Value] = [.purpose: "apiserver", .isUsed: true, .names: .unknown("No.")]
        set.set(CertificateFacts.certificates, [Row(cells, from: Source("x"))])
        #expect(missing(set) == [])
    }

    @Test func etcdsMembersWantTheirHosts() {
        var set = facts(names: ["wb-cp1"], purpose: "etcd-peer")
        set.set(IdentityFacts.etcdPeerHosts, .list(["192.168.10.11"]))
        set.set(IdentityFacts.etcdClientHosts, .list(["192.168.10.12"]))
        #expect(missing(set) == ["192.168.10.11"])
    }

    @Test func withoutCertificatesNothingIsSaid() {
        var set = FactSet()
        set.miss(CertificateFacts.certificates, "This user may not.")
        MissingNames.derivation.derive(&set)
        #expect(set.reason(CertificateFacts.missingNames) == "This user may not.")
    }

    @Test(arguments: [
        ("*.example.org", "api.example.org", true), ("*.example.org", "a.b.example.org", false),
        ("*.example.org", "example.org", false), ("a", "a", true),
    ])
    func wildcards(_ name: String, _ wanted: String, _ covers: Bool) { #expect(MissingNames.covers(name, wanted) == covers) }
}
