import Facts
import Testing

@testable import Probes

/// Lines as conntrack 1.4.7 wrote them on Kubernetes 1.36.2.
@Suite struct ConntrackLineTests {
    private static let itself =
        "tcp 6 109 SYN_SENT src=10.244.0.83 dst=10.100.175.48 sport=42466 dport=80 [UNREPLIED] src=10.244.0.83 dst=10.244.0.83 sport=8080 dport=42466"

    @Test(arguments: [
        (itself, "10.244.0.83"),
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
        #expect(ConntrackLine.selfConnection(line[...])?.pod == address)
    }

    @Test func connectionsOfOnePodToOneServiceAreCounted() {
        let pods = PodNames(
            leases: [Row([.address: "10.244.0.83", .pod: "hairpin/web-a"], from: Source("x"))], routes: nil)
        let lines = [Self.itself[...], Self.itself.replacing("42466", with: "42467")[...]]
        let rows = SelfConnections.rows(lines, own: ["10.244.0.1"], from: "conntrack", pods: pods)
        #expect(rows.map { $0.text(.pod) } == ["hairpin/web-a at 10.244.0.83"])
        #expect(rows.map { $0.text(.asked) } == ["10.100.175.48:80"])
        #expect(rows.map { $0.integer(.count) } == [2])
        #expect(SelfConnections.rows(lines, own: ["10.244.0.83"], from: "conntrack", pods: pods).isEmpty)
    }
}
