import Facts
import Testing

@testable import Diagnosis

@Suite struct LostAddressesTests {
    private func rows(
        _ flags: [(String, String, String)], local: [String], apiserverAnswers: Bool = false
    ) -> [Row<MachineIdentityFacts.LostAddress>] {
        var facts = FactSet()
        facts.set(
            ManifestFacts.flags,
            flags.map { component, flag, value in
                Row<ManifestFacts.Flag>(
                    [.component: .text(component), .flag: .text(flag), .value: .text(value)], from: Source("manifest"))
            })
        facts.set(MachineIdentityFacts.localAddresses, .list(local), from: Source("/proc"))
        facts.set(APIServerFacts.answers, .flag(apiserverAnswers), from: Source("asked"))
        facts.set(NetworkFacts.podRange, .text("10.244.0.0/16"), from: Source("manifest"))
        LostAddresses.derivation.derive(&facts)
        return facts.rows(MachineIdentityFacts.lostAddresses) ?? []
    }

    @Test func oneAddressIsOneRowWithAllThatNameIt() throws {
        let flags = [
            ("etcd", "listen-client-urls", "https://127.0.0.1:2379,https://192.168.10.11:2379"),
            ("etcd", "listen-peer-urls", "https://192.168.10.11:2380"),
            ("kube-apiserver", "advertise-address", "192.168.10.11"),
        ]
        let found = rows(flags, local: ["127.0.0.1", "10.244.0.1", "192.168.10.77", "192.0.2.2"])
        #expect(found.count == 1)
        #expect(found.first?.list(.namedBy).count == 3)
        #expect(found.first?.text(.present) == "192.168.10.77")
    }

    @Test func whatIsHereOrEverywhereIsNotLost() {
        #expect(rows([("etcd", "listen-client-urls", "https://192.168.10.11:2379")], local: ["192.168.10.11"]).isEmpty)
        #expect(
            rows([("etcd", "listen-client-urls", "https://0.0.0.0:2379,https://[::]:2379")], local: ["192.168.10.11"]).isEmpty)
        #expect(rows([("etcd", "listen-client-urls", "https://[2001:DB8::1]:2379")], local: ["2001:db8::1"]).isEmpty)
        #expect(rows([("etcd", "listen-client-urls", "unix://localhost")], local: ["192.168.10.11"]).isEmpty)
    }

    @Test func anAdvertisedAddressCountsOnlyWhereNothingAnswers() {
        let flags = [("kube-apiserver", "advertise-address", "203.0.113.7")]
        #expect(rows(flags, local: ["192.168.10.11"], apiserverAnswers: true).isEmpty)
        #expect(rows(flags, local: ["192.168.10.11"]).count == 1)
    }

    @Test func severalAddressesThatMayBeMeantAreNone() {
        let flags = [("etcd", "listen-peer-urls", "https://192.168.10.11:2380")]
        #expect(rows(flags, local: ["10.0.0.5", "172.16.0.5"]).first?[.present] == .absent)
        #expect(rows(flags, local: []).isEmpty)
    }
}
