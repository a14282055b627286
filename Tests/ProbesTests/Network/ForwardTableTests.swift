import Testing

@testable import Probes

@Suite struct ForwardTableTests {
    @Test func theChainAndAllThatItLeadsToAreRead() {
        let table = ForwardTable(
            """
            *filter
            :INPUT ACCEPT [0:0]
            :FORWARD DROP [12:720]
            :KUBE-FORWARD - [0:0]
            -A INPUT -j ACCEPT
            -A FORWARD -j KUBE-FORWARD
            -A KUBE-FORWARD -m mark --mark 0x4000/0x4000 -j ACCEPT
            -A OTHER -j ACCEPT
            COMMIT
            """)
        #expect(table.policy == "DROP")
        #expect(table.rules.map(\.chain) == ["FORWARD", "KUBE-FORWARD"])
    }

    @Test func chainsThatLeadToEachOtherEnd() {
        let table = ForwardTable(":FORWARD ACCEPT [0:0]\n-A FORWARD -j A\n-A A -j B\n-A B -j A\n")
        #expect(table.rules.count == 3)
    }

    @Test func anEmptyTableHasNoPolicy() { #expect(ForwardTable("").policy == nil) }
}
