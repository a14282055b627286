import Facts
import Testing

@testable import Probes

/// As nft 1.1.3 prints the rules that kube-proxy's mode nftables writes.
@Suite struct NFTEndpointsTests {
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

    @Test func eachEndpointIsARow() {
        let rows = NFTEndpoints.rows(Self.table, from: "nft")
        #expect(rows.map { $0.text("address") } == ["10.244.0.7", "10.180.0.1"])
        #expect(rows.map { $0.text("service") } == ["hairpin/web:http", "ns1/svc-x"])
        #expect(rows.map { $0.flag("isMasqueraded") } == [true, false])
    }

    @Test func aMarkForAnotherAddressIsNotItsOwn() {
        let other = Self.table.replacing("saddr 10.244.0.7 ", with: "saddr 10.244.0.70 ")
        #expect(NFTEndpoints.rows(other, from: "nft").first?.flag("isMasqueraded") == false)
    }

    @Test func masqueradesOnlyWithTheRuleAndTheWayToIt() {
        #expect(NFTEndpoints.masquerades(Self.table))
        #expect(!NFTEndpoints.masquerades(Self.table.replacing("masquerade fully-random", with: "")))
        #expect(!NFTEndpoints.masquerades(Self.table.replacing("jump masquerading", with: "")))
    }
}
