import Facts
import Testing

@testable import Diagnosis

@Suite struct MTUFitTests {
    private struct Interface {
        var name: String
        var mtu: Int
        var isTunnel = false
        var overhead: Int?
        var isUplink = false
    }

    private func misfits(_ interfaces: [Interface]) -> [String] {
        var facts = FactSet()
        let rows = interfaces.map {
            Row<NetworkFacts.Interface>(
                [
                    .name: .text($0.name), .mtu: .integer($0.mtu), .isTunnel: .flag($0.isTunnel),
                    .overhead: .integer(ifAny: $0.overhead), .isUplink: .flag($0.isUplink), .isPodNetwork: .flag(!$0.isUplink),
                ], from: Source("/sys"))
        }
        facts.set(NetworkFacts.interfaces, rows)
        MTUFit.derivation.derive(&facts)
        return (facts.rows(NetworkFacts.mtuMisfits) ?? []).map {
            "\($0.text(.inner) ?? "") in \($0.text(.outer) ?? "") at most \($0.integer(.most) ?? 0)"
        }
    }

    private let card = Interface(name: "eth0", mtu: 1500, isUplink: true)

    @Test func fits() {
        let tunnel = Interface(name: "flannel.1", mtu: 1450, isTunnel: true, overhead: 50)
        #expect(misfits([card, tunnel, Interface(name: "cni0", mtu: 1450)]).isEmpty)
    }

    @Test func podsAreTooLargeForTheTunnel() {
        let tunnel = Interface(name: "flannel.1", mtu: 1450, isTunnel: true, overhead: 50)
        #expect(misfits([card, tunnel, Interface(name: "cni0", mtu: 1500)]) == ["cni0 in flannel.1 at most 1450"])
    }

    @Test func theTunnelIsTooLargeForTheCard() {
        let tunnel = Interface(name: "vxlan.calico", mtu: 1460, isTunnel: true, overhead: 50)
        #expect(misfits([card, tunnel]) == ["vxlan.calico in eth0 at most 1450"])
    }

    @Test func withoutATunnelOrWithOneOfUnknownOverheadNothingIsSaid() {
        #expect(misfits([card, Interface(name: "cni0", mtu: 9000)]).isEmpty)
        #expect(misfits([card, Interface(name: "cilium_vxlan", mtu: 1500, isTunnel: true)]).isEmpty)
    }
}
