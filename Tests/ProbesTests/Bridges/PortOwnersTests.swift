import Facts
import Testing

@testable import Probes

/// Lines of the recording hairpin-off.
@Suite struct PortOwnersTests {
    private static let table = """
        33:33:00:00:00:01 dev eth0 self permanent
        42:b3:c6:02:1b:b1 dev cni0 master cni0 permanent
        76:51:d1:90:ca:7c dev veth22002b2e master cni0
        ba:34:52:d0:51:a2 dev veth22002b2e master cni0 permanent
        b6:9c:00:b0:ac:fc dev veth859d48e9 master cni0
        02:00:00:00:00:01 dev veth859d48e9 master cni9
        """
    private static let neighbours = """
        IP address       HW type     Flags       HW address            Mask     Device
        10.244.0.81      0x1         0x2         76:51:d1:90:ca:7c     *        cni0
        10.244.0.82      0x1         0x2         b6:9c:00:b0:ac:fc     *        eth0
        10.244.0.90      0x1         0x0         00:00:00:00:00:00     *        cni0
        """

    @Test func podsPortIsWhereItsPacketsComeFrom() {
        let ports = PortOwners.learned(Self.table, on: "cni0")
        #expect(ports == ["76:51:d1:90:ca:7c": "veth22002b2e", "b6:9c:00:b0:ac:fc": "veth859d48e9"])
    }

    @Test func addressesAreThoseOfTheBridge() {
        #expect(PortOwners.resolved(Self.neighbours, on: "cni0") == ["76:51:d1:90:ca:7c": ["10.244.0.81"]])
    }

    @Test func saysAsMuchAsTheTablesTell() {
        var owners = PortOwners(
            ports: PortOwners.learned(Self.table, on: "cni0"), addresses: PortOwners.resolved(Self.neighbours, on: "cni0"))
        #expect(owners.pod(on: "veth22002b2e") == "the pod at 10.244.0.81")
        let lease = Row<PodAddressFacts.Lease>([.address: "10.244.0.81", .pod: "hairpin/web-a"], from: Source("x"))
        owners.pods = PodNames(leases: [lease], routes: nil)
        #expect(owners.pod(on: "veth22002b2e") == "hairpin/web-a at 10.244.0.81")
        #expect(owners.addresses(on: "veth22002b2e") == ["10.244.0.81"])
        #expect(owners.addresses(on: "veth859d48e9").isEmpty)
        #expect(owners.pod(on: "veth859d48e9") == "a pod that the bridge has not heard of lately")
    }

    @Test func whatThePodsOwnInterfaceNamesGoesBeforeTheBridgesTable() {
        var owners = PortOwners(
            ports: PortOwners.learned(Self.table, on: "cni0"), addresses: PortOwners.resolved(Self.neighbours, on: "cni0"))
        owners.peers = ["veth22002b2e": ["10.244.0.99"]]
        #expect(owners.addresses(on: "veth22002b2e") == ["10.244.0.99"])
    }

    @Test func aPodWithTwoFamiliesIsNamedByBoth() {
        let neighbours = """
            fd00:10:244::51 lladdr 76:51:d1:90:ca:7c REACHABLE
            fe80::7451:d1ff:fe90:ca7c lladdr 76:51:d1:90:ca:7c STALE
            fd00:10:244::99  FAILED
            """
        let six = PortOwners.resolved6(neighbours)
        #expect(six == ["76:51:d1:90:ca:7c": ["fd00:10:244::51"]])
        var owners = PortOwners(
            ports: PortOwners.learned(Self.table, on: "cni0"),
            addresses: PortOwners.resolved(Self.neighbours, on: "cni0").merging(six) { $0 + $1 })
        owners.pods = PodNames(
            leases: [Row([.address: "10.244.0.81", .pod: "hairpin/web-a"], from: Source("x"))], routes: nil)
        #expect(owners.addresses(on: "veth22002b2e") == ["10.244.0.81", "fd00:10:244::51"])
        #expect(owners.pod(on: "veth22002b2e") == "hairpin/web-a at 10.244.0.81 and fd00:10:244::51")
    }
}
