import Facts
import Testing

@testable import Diagnosis

@Suite struct AddressFamiliesTests {
    private func families(_ set: (inout FactSet) -> Void) -> [String]? {
        var facts = FactSet()
        set(&facts)
        AddressFamilies.derivation.derive(&facts)
        return facts.list(NetworkFacts.families)
    }

    private func flag(_ component: String, _ name: String, _ value: String) -> Row<ManifestFacts.Flag> {
        Row<ManifestFacts.Flag>(
            [.component: .text(component), .flag: .text(name), .value: .text(value)], from: Source("manifest"))
    }

    @Test func podsAndTheAPIServerCount() {
        #expect(
            families { $0.set(ManifestFacts.flags, [flag("kube-controller-manager", "cluster-cidr", "10.244.0.0/16")]) }
                == ["IPv4"])
        #expect(
            families {
                $0.set(
                    ManifestFacts.flags,
                    [
                        flag("kube-controller-manager", "cluster-cidr", "fd00:10:244::/56"),
                        flag("kube-apiserver", "advertise-address", "fd00::2"),
                    ])
            } == ["IPv6"])
        #expect(families { $0.set(NodeStatusFacts.podCIDRs, .list(["10.244.0.0/24", "fd00:10:244::/64"])) } == ["IPv4", "IPv6"])
    }

    @Test func aWorkerTellsByItsCNIConfigurationOrItsDNS() {
        #expect(
            families {
                $0.set(
                    CNIFacts.configs,
                    [Row<CNIFacts.Config>([.isWinner: true, .ranges: .list(["fd00:10:244::/64"])], from: Source("cni"))])
                $0.set(KubeletFacts.nodeIPs, .list(["192.168.10.11", "fd00::2"]))
            } == ["IPv6"], "the pods' ranges, not the node's addresses")
        #expect(families { $0.set(KubeletFacts.clusterDNS, .list(["fd00:10:96::a"])) } == ["IPv6"])
    }

    @Test func whereNothingTellsTheMachineDoes() {
        #expect(families { _ in } == ["IPv4"])
        #expect(families { $0.set(MachineIdentityFacts.localAddresses, .list(["127.0.0.1", "::1", "fd00::2"])) } == ["IPv6"])
        #expect(families { $0.set(MachineIdentityFacts.localAddresses, .list(["192.168.10.11", "fd00::2"])) } == ["IPv4"])
    }

    @Test func aKubeletWithoutAClusterForwardsNothing() { #expect(families { $0.set(KubeletFacts.isStandalone, true) } == []) }
}
