import Testing

@testable import Probes

@Suite struct RouteTableTests {
    @Test func fourBytesLowestFirst() {
        let routes = RouteTable.ipv4(
            """
            Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT
            eth0\t00000000\t010200C0\t0003\t0\t0\t0\t00000000\t0\t0\t0
            cni0\t0000F40A\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0
            wbbr\t0001F40A\t0C0AA8C0\t0003\t0\t0\t0\t00FFFFFF\t0\t0\t0
            *\t4001F40A\t00000000\t0001\t0\t0\t0\tC0FFFFFF\t0\t0\t0
            -\t0002F40A\t00000000\t0200\t0\t0\t0\t00FFFFFF\t0\t0\t0
            """)
        #expect(routes.map(\.range) == ["0.0.0.0/0", "10.244.0.0/24", "10.244.1.0/24"])
        #expect(routes.map(\.gateway) == ["192.0.2.1", nil, "192.168.10.12"])
        #expect(routes.map(\.isDefault) == [true, false, false])
    }

    @Test func sixteenBytesInOrder() {
        let zero = String(repeating: "0", count: 32)
        let routes = RouteTable.ipv6(
            """
            fd000000000000000000000000000000 40 \(zero) 00 \(zero) 00000100 00000001 00000000 00000001     eth0
            fe800000000000000000000000000000 40 \(zero) 00 \(zero) 00000100 00000002 00000000 00000001     eth0
            ff000000000000000000000000000000 08 \(zero) 00 \(zero) 00000100 00000002 00000000 00000001     eth0
            \(zero) 00 \(zero) 00 fd000000000000000000000000000001 00000400 00000002 00000000 00000003     eth0
            fd000000000000000000000000000002 80 \(zero) 00 \(zero) 00000000 00000003 00000000 80200001     eth0
            \(zero) 00 \(zero) 00 \(zero) ffffffff 00000001 00000000 00200200       lo
            """)
        #expect(routes.map(\.range) == ["fd00::/64", "::/0"])
        #expect(routes.map(\.gateway) == [nil, "fd00::1"])
    }

    @Test(arguments: ["", "Iface\n", "head\neth0\tzz\t0\t1", "head\neth0\t0000F40\t0\t1\t0\t0\t0\t0"])
    func damagedTablesHaveNoRoutes(_ text: String) {
        #expect(RouteTable.ipv4(text).isEmpty)
        #expect(RouteTable.ipv6(text).isEmpty)
    }
}
