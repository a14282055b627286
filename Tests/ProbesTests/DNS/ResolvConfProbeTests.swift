import Testing

@testable import Probes

@Suite struct ResolvConfProbeTests {
    @Test(arguments: ["\n", "\r\n"]) func serversWithTheirLines(_ end: String) {
        let text = [
            "# nameserver 1.1.1.1", "search corp.example", "nameserver\t192.168.10.1", "nameserver ::1 ", "nameserver", "",
        ]
        .joined(separator: end)
        let found = ResolvConfProbe.nameservers(text)
        #expect(found.map(\.address) == ["192.168.10.1", "::1"])
        #expect(found.map(\.line) == [3, 4])
    }

    @Test func loopback() {
        #expect(["127.0.0.53", "127.0.0.1", "::1"].allSatisfy(ResolvConfProbe.isLoopback))
        #expect(!["192.168.10.1", "fe80::1", "12.7.0.1"].contains(where: ResolvConfProbe.isLoopback))
    }
}
