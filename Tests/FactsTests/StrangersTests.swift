import Facts
import Testing

@Suite struct StrangersTests {
    @Test func aWordOutsideAClosedDomainIsOne() {
        var facts = FactSet()
        facts.set(NodeFacts.role, "control-plan")
        facts.set(CertificateFacts.certificates, [Row([.purpose: "apisever", .isCA: true], from: Source("x"))])
        #expect(
            facts.strangers == [
                "certificates, purpose is apisever, which its domain lacks.",
                "node.role is control-plan, which its domain lacks.",
            ])
    }

    @Test func soIsAValueOfAnotherType() {
        var facts = FactSet()
        facts.set(NodeFacts.isJoined, "yes")
        facts.set(DiskFacts.disks, [Row([.size: "10 GiB"], from: Source("x"))])
        #expect(facts.strangers.count == 2)
    }

    @Test func butNotWhatOthersMaySayAnew() {
        var facts = FactSet()
        facts.set(KubeletFacts.cgroupDriver, "systmd")
        facts.set(NodeFacts.role, .absent)
        facts.set(UnitFacts.units, [Row([.name: "kubelet.service", .active: "dreaming"], from: Source("x"))])
        #expect(facts.strangers == [])
    }

    @Test func aDomainNamesEachWordOnce() {
        let domains = FactKey.register.flatMap { key -> [(String, Domain?)] in
            guard case .table(let columns) = key.type else { return [(key.name, key.domain)] }
            return columns.map { ("\(key.name), \($0.name)", $0.cell.domain) }
        }
        for (place, domain) in domains {
            guard let domain else { continue }
            #expect(Set(domain.words).count == domain.words.count && !domain.words.isEmpty, "\(place)")
        }
    }
}
