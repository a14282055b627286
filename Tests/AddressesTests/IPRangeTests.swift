import Addresses
import Testing

struct IPRangeTests {
    @Test(arguments: [
        "10.244.0.0", "10.244.0.0/", "10.244.0.0/33", "fd00::/129", "10.244.0/16", "10.0.0.0/+8", "/8", "::1::/64",
        "10.0.0.0/8/8", "10.0.0.0/-1", "",
    ])
    func whatIsNoRangeIsRefused(_ text: String) { #expect(IPRange(text) == nil) }

    @Test func bitsAfterTheLengthAreCleared() throws {
        let range = try #require(IPRange("10.244.3.1/16"))
        #expect(range.description == "10.244.0.0/16")
        #expect(!range.isExact)
        #expect(try #require(IPRange("10.244.0.0/16")).isExact)
        #expect(try #require(IPRange("10.244.0.0/16")) == range)
    }

    @Test(arguments: [
        ("10.0.0.0/8", "10.96.0.0/12", true), ("10.96.0.0/12", "10.112.0.0/16", false), ("10.96.0.0/12", "10.111.255.0/24", true),
        ("0.0.0.0/0", "192.168.1.0/24", true), ("fd00::/8", "fd12:3456::/64", true), ("fd00::/8", "10.0.0.0/8", false),
        ("fd00:10:244::/56", "fd00:10:244:5::/64", true), ("fd00:10:244::/56", "fd00:10:245::/64", false),
        ("fd00::/61", "fd00:0:0:7::/64", true), ("fd00::/61", "fd00:0:0:8::/64", false), ("::/0", "10.0.0.0/8", false),
    ])
    func rangesOverlapWhereAnAddressIsInBoth(_ a: String, _ b: String, _ isSo: Bool) throws {
        let (a, b) = (try #require(IPRange(a)), try #require(IPRange(b)))
        #expect(a.overlaps(b) == isSo)
        #expect(b.overlaps(a) == isSo)
    }

    @Test func containsIsOneWay() throws {
        let (large, small) = (try #require(IPRange("10.0.0.0/8")), try #require(IPRange("10.244.0.0/16")))
        #expect(large.contains(small))
        #expect(!small.contains(large))
        #expect(large.contains(large))
    }

    @Test func singleAddresses() throws {
        #expect(IPRange(try #require(IPAddress("10.0.0.1"))).isSingle)
        #expect(try #require(IPRange("fd00::1/128")).isSingle)
        #expect(!(try #require(IPRange("fd00::/64")).isSingle))
    }

    @Test func addressesAreCountedOn() throws {
        let services = try #require(IPRange("10.96.0.0/12"))
        #expect(services.address(at: 10)?.description == "10.96.0.10")
        #expect(services.count == 1 << 20)
        #expect(try #require(IPRange("10.0.255.250/29")).address(at: 7)?.description == "10.0.255.255")
        #expect(try #require(IPRange("10.0.0.0/30")).address(at: 4) == nil)
        #expect(try #require(IPRange("fd00::/112")).address(at: 10)?.description == "fd00::a")
        #expect(try #require(IPAddress("255.255.255.255")).advanced(by: 1) == nil)
    }

    @Test(arguments: [
        ("2001:DB8:0:0:0:0:0:1", "2001:db8::1"), ("::ffff:192.0.2.1", "::ffff:c000:201"), ("fe80::1%eth0", "fe80::1"),
        ("::", "::"), ("1:0:0:2:0:0:0:3", "1:0:0:2::3"), ("192.0.2.001", "192.0.2.1"),
    ])
    func anAddressHasOneForm(_ text: String, _ form: String) { #expect(IPAddress(text)?.description == form) }
}
