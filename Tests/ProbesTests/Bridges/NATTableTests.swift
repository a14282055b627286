import Facts
import Testing

@testable import Probes

/// Lines as iptables-save 1.8.9 wrote them on Kubernetes 1.36.2.
@Suite struct NATTableTests {
    private static let marked =
        #"[3:180] -A KUBE-SEP-OKLDCEN2NP5VZE7Z -s 10.244.0.79/32 -m comment --comment "hairpin/web:http" -j KUBE-MARK-MASQ"#
    private static let sent = #"""
        [6:360] -A KUBE-SEP-OKLDCEN2NP5VZE7Z -p tcp -m comment --comment "hairpin/web:http" -m tcp -j DNAT --to-destination 10.244.0.79:8080
        """#
    private static let postrouting = #"""
        [26369:1581802] -A POSTROUTING -m comment --comment "kubernetes postrouting rules" -j KUBE-POSTROUTING
        [83:4980] -A KUBE-POSTROUTING -m mark ! --mark 0x4000/0x4000 -j RETURN
        [2:120] -A KUBE-POSTROUTING -m comment --comment "kubernetes service traffic requiring SNAT" -j MASQUERADE --random-fully
        """#

    private func table(_ lines: String...) -> NATTable { NATTable(Array(lines.joined(separator: "\n").utf8)) }

    private let pods = PodNames(
        leases: [Row([.address: "10.244.0.79", .pod: "hairpin/web-a"], from: Source("x"))], routes: nil)

    @Test func endpointWithItsRuleIsMasqueraded() throws {
        let row = try #require(table(Self.marked, Self.sent).rows(from: "x", pods: pods).first)
        #expect(row.text(.address) == "10.244.0.79")
        #expect(row.text(.pod) == "hairpin/web-a at 10.244.0.79")
        #expect(row.text(.service) == "hairpin/web:http")
        #expect(row.flag(.isMasqueraded) == true)
        #expect(row.integer(.tries) == 3)
        #expect(table(Self.marked, Self.sent).serviceRules == 2)
    }

    @Test func endpointWithoutItsRuleIsNot() {
        let rows = table(Self.sent).rows(from: "x", pods: pods)
        #expect(rows.map { $0.flag(.isMasqueraded) } == [false])
        #expect(rows.map { $0.integer(.tries) } == [nil])
    }

    @Test func countersMayBeMissing() throws {
        let lines = [Self.marked, Self.sent].map { String($0.drop { $0 != "-" }) }
        let row = try #require(table(lines[0], lines[1]).rows(from: "x", pods: pods).first)
        #expect(row.flag(.isMasqueraded) == true)
        #expect(row.integer(.tries) == nil)
    }

    @Test func masqueradesOnlyWithTheRuleAndTheWayToIt() {
        #expect(table(Self.postrouting).masquerades)
        #expect(!table(Self.postrouting.replacing("-j MASQUERADE", with: "-j RETURN")).masquerades)
        #expect(!table(Self.postrouting.replacing("-j KUBE-POSTROUTING", with: "-j OTHER")).masquerades)
        // A rule for a set's members only is not the one for marked connections.
        let set = "[0:0] -A KUBE-POSTROUTING -m set --match-set KUBE-LOOP-BACK dst,dst,src -j MASQUERADE"
        #expect(!table(Self.postrouting.replacing("MASQUERADE --", with: "RETURN --"), set).masquerades)
        #expect(table(set).asksLoopBackSet)
        #expect(!table(set.replacing("dst,dst,src", with: "dst,dst")).asksLoopBackSet)
    }

    @Test func ipvsIsToldByItsSets() {
        let rule = "[0:0] -A KUBE-SERVICES ! -s 10.244.0.0/16 -m set --match-set KUBE-CLUSTER-IP dst,dst -j KUBE-MARK-MASQ"
        #expect(table(rule).isIPVS)
        #expect(table(rule).serviceRules == 0)
        #expect(!table(Self.sent, Self.postrouting).isIPVS)
    }

    @Test func addressesOfBothFamilies() {
        #expect(NATTable.host("10.244.0.5:8080") == "10.244.0.5")
        #expect(NATTable.host("[fd00::5]:8080") == "fd00::5")
    }
}
