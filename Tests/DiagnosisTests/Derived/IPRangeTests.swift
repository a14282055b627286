import Testing

@testable import Diagnosis

@Suite struct IPRangeTests {
    @Test(arguments: [
        ("10.0.0.0/8", "10.244.0.0/16", true), ("10.244.0.0/16", "10.0.0.0/8", true), ("10.244.0.0/16", "10.245.0.0/16", false),
        ("10.96.0.0/12", "10.111.255.255/32", true), ("10.96.0.0/12", "10.112.0.0/24", false), ("0.0.0.0/0", "1.2.3.0/24", true),
        ("fd00:10:244::/56", "fd00:10:244:5::/64", true), ("fd00:10:244::/56", "fd00:10:245::/64", false),
        ("fd00::/61", "fd00:0:0:7::/64", true), ("fd00::/61", "fd00:0:0:8::/64", false), ("::/0", "10.0.0.0/8", false),
    ])
    func overlap(_ one: String, _ other: String, _ wanted: Bool) throws {
        let (a, b) = (try #require(IPRange(one)), try #require(IPRange(other)))
        #expect(a.overlaps(b) == wanted)
        #expect(b.overlaps(a) == wanted)
    }

    @Test func containsIsOneWay() throws {
        let (large, small) = (try #require(IPRange("10.0.0.0/8")), try #require(IPRange("10.244.0.0/16")))
        #expect(large.contains(small))
        #expect(!small.contains(large))
        #expect(large.contains(large))
    }

    @Test(arguments: ["10.0.0.0", "10.0.0.0/33", "10.0.0/8", "fd00::/129", "/8", "10.0.0.0/8/8", "10.0.0.0/-1", ""])
    func othersAreNone(_ text: String) { #expect(IPRange(text) == nil) }

    @Test func singleAddresses() throws {
        #expect(try #require(IPRange(address: "10.0.0.1")).isSingle)
        #expect(try #require(IPRange("fd00::1/128")).isSingle)
        #expect(!(try #require(IPRange("fd00::/64")).isSingle))
    }
}
