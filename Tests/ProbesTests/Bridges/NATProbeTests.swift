import Facts
import Testing

@testable import Probes

/// Lines as iptables-save 1.8.9 and conntrack 1.4.7 wrote them on Kubernetes 1.36.2.
@Suite struct NATProbeTests {
    private static let marked =
        #"-A KUBE-SEP-OKLDCEN2NP5VZE7Z -s 10.244.0.79/32 -m comment --comment "hairpin/web:http" -j KUBE-MARK-MASQ"#
    private static let sent = #"""
        -A KUBE-SEP-OKLDCEN2NP5VZE7Z -p tcp -m comment --comment "hairpin/web:http" -m tcp -j DNAT --to-destination 10.244.0.79:8080
        """#

    @Test func endpointWithItsRuleIsMasqueraded() throws {
        let row = try #require(ServiceEndpoints.rows(Self.marked + "\n" + Self.sent, from: "x").first)
        #expect(row.text("address") == "10.244.0.79")
        #expect(row.text("service") == "hairpin/web:http")
        #expect(row.flag("isMasqueraded") == true)
    }

    @Test func endpointWithoutItsRuleIsNot() {
        #expect(ServiceEndpoints.rows(Self.sent, from: "x").map { $0.flag("isMasqueraded") } == [false])
    }

    @Test(arguments: [
        (
            "tcp 6 109 SYN_SENT src=10.244.0.83 dst=10.100.175.48 sport=42466 dport=80 [UNREPLIED] src=10.244.0.83 dst=10.244.0.83 sport=8080 dport=42466",
            "10.244.0.83"
        ),
        // Another pod asks: the answer goes elsewhere.
        (
            "tcp 6 109 SYN_SENT src=10.244.0.84 dst=10.100.175.48 sport=36800 dport=80 [UNREPLIED] src=10.244.0.83 dst=10.244.0.84 sport=8080 dport=36800",
            nil
        ),
        // Nothing was rewritten: a datagram to the loopback address.
        (
            "udp 17 20 src=127.0.0.1 dst=127.0.0.1 sport=5000 dport=8125 [UNREPLIED] src=127.0.0.1 dst=127.0.0.1 sport=8125 dport=5000",
            nil
        ),
        // It was answered, through the bridge's address.
        (
            "tcp 6 117 TIME_WAIT src=10.244.0.79 dst=10.100.175.48 sport=4 dport=80 src=10.244.0.79 dst=10.244.0.1 sport=8080 dport=2 [ASSURED]",
            nil
        ),
    ]) func tellsWhoAsksItself(line: String, address: String?) {
        #expect(ConntrackLine.podThatAsksItself(line[...]) == address)
    }
}
