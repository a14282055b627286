import Facts
import Testing

@testable import Probes

/// As nft 1.1.3 prints the rules that kube-proxy's mode nftables writes.
@Suite struct NFTProxyTableTests {
    private static let table = """
        table ip kube-proxy {
        \tcomment "rules for kube-proxy"
        \tchain mark-for-masquerade {
        \t\tmeta mark set meta mark | 0x00004000
        \t}

        \tchain masquerading {
        \t\tmeta mark & 0x00004000 == 0x00000000 return
        \t\tmeta mark set meta mark ^ 0x00004000
        \t\tmasquerade fully-random
        \t}

        \tchain nat-postrouting {
        \t\ttype nat hook postrouting priority srcnat; policy accept;
        \t\tjump masquerading
        \t}

        \tchain endpoint-QMSVWJSQ-hairpin/web/tcp/http__10.244.0.7/8080 {
        \t\tip saddr 10.244.0.7 jump mark-for-masquerade
        \t\tmeta l4proto tcp dnat to 10.244.0.7:8080
        \t}

        \tchain endpoint-5OJB2KTY-ns1/svc-x/udp/__10.180.0.1/53 { # handle 61
        \t\tmeta l4proto udp dnat to 10.180.0.1:53 # handle 62
        \t}
        }
        """

    /// Of Kubernetes 1.36: a set instead of marks, and a chain of an endpoint only for session affinity.
    private static let newer = """
        table ip kube-proxy {
        \tset hairpin-connections {
        \t\ttype ipv4_addr . ipv4_addr . inet_proto . inet_service
        \t\tcomment "service hairpin connections"
        \t\telements = { 10.244.0.8 . 10.244.0.8 . tcp . 9898,
        \t\t\t     10.244.0.10 . 10.244.0.10 . udp . 53 }
        \t}

        \tchain masquerading {
        \t\tmeta mark & 0x00004000 != 0x00000000 meta mark set meta mark ^ 0x00004000 masquerade fully-random
        \t\tct status dnat ip saddr . ip daddr . meta l4proto . th dport @hairpin-connections masquerade fully-random
        \t}

        \tchain nat-postrouting {
        \t\ttype nat hook postrouting priority srcnat; policy accept;
        \t\tjump masquerading
        \t}

        \tchain service-YVSKLJHA-lab/api/tcp/http {
        \t\tmeta l4proto tcp dnat ip to numgen random mod 2 map { 0 : 10.244.1.10 . 9898, 1 : 10.244.0.8 . 9898 }
        \t}

        \tchain endpoint-5OJB2KTY-lab/dns/udp/__10.244.0.10/53 {
        \t\tupdate @affinity-5OJB2KTY-lab/dns/udp/__10.244.0.10/53 { ip saddr }
        \t\tmeta l4proto udp dnat to 10.244.0.10:53
        \t}
        }
        """

    private let pods = PodNames(
        leases: ["10.244.0.8", "10.244.0.10", "10.244.0.7"].map {
            Row([.address: .text($0), .pod: .text("lab/\($0)")], from: Source("x"))
        }, routes: nil)

    private func table(_ text: String) -> NFTProxyTable { NFTProxyTable(Array(text.utf8)) }

    @Test func eachEndpointIsARow() {
        let rows = table(Self.table).rows(from: "nft", pods: pods)
        #expect(rows.map { $0.text(.address) } == ["10.244.0.7", "10.180.0.1"])
        #expect(rows.map { $0.text(.service) } == ["hairpin/web:http", "ns1/svc-x"])
        #expect(rows.map { $0.flag(.isMasqueraded) } == [true, false])
        #expect(!table(Self.table).needsPods)
    }

    @Test func aMarkForAnotherAddressIsNotItsOwn() {
        let other = Self.table.replacing("saddr 10.244.0.7 ", with: "saddr 10.244.0.70 ")
        #expect(table(other).rows(from: "nft", pods: pods).first?.flag(.isMasqueraded) == false)
    }

    @Test func theMarkMayBeSetInTheChainItself() {
        let inlined = Self.table.replacing(
            "saddr 10.244.0.7 jump mark-for-masquerade", with: "saddr 10.244.0.7 meta mark set meta mark | 0x00004000")
        #expect(table(inlined).rows(from: "nft", pods: pods).first?.flag(.isMasqueraded) == true)
    }

    @Test func masqueradesOnlyWithTheRuleAndTheWayToIt() {
        #expect(table(Self.table).masquerades)
        #expect(!table(Self.table.replacing("masquerade fully-random", with: "")).masquerades)
        #expect(!table(Self.table.replacing("jump masquerading", with: "")).masquerades)
        #expect(table(Self.newer).masquerades)
        // The rule for a pod's connection to itself is not the one for marked connections.
        #expect(!table(Self.newer.replacing("mark ^ 0x00004000 masquerade", with: "mark ^ 0x00004000")).masquerades)
    }

    @Test func withTheSetOnlyPodsOfThisNodeAreRows() {
        let rows = table(Self.newer).rows(from: "nft", pods: pods)
        #expect(table(Self.newer).needsPods)
        #expect(rows.map { $0.text(.pod) } == ["lab/10.244.0.8 at 10.244.0.8", "lab/10.244.0.10 at 10.244.0.10"])
        #expect(rows.map { $0.text(.service) } == ["lab/api:http", "lab/dns"])
        #expect(rows.map { $0.flag(.isMasqueraded) } == [true, true])
    }

    @Test func whatTheSetLacksIsNotMasqueraded() {
        let lacking = Self.newer.replacing("10.244.0.8 . 10.244.0.8 . tcp", with: "10.244.0.8 . 10.244.0.8 . udp")
        #expect(table(lacking).rows(from: "nft", pods: pods).map { $0.flag(.isMasqueraded) } == [false, true])
        let unasked = Self.newer.replacing("@hairpin-connections masquerade fully-random", with: "@hairpin-connections accept")
        #expect(table(unasked).rows(from: "nft", pods: pods).map { $0.flag(.isMasqueraded) } == [false, false])
    }
}
