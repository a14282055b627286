import Addresses
import Testing

@testable import Probes

@Suite struct AddressTextTests {
    @Test(arguments: [
        ("192.168.10.11", "192.168.10.11"), ("0:0:0:0:0:0:0:1", "::1"), ("::", "::"), ("FD00:0:0:0:1:0:0:2", "fd00::1:0:0:2"),
        ("fd00::10.0.0.1", "fd00::a00:1"), ("Api.Example.Org.", "api.example.org"), ("fe80::1%eth0", "fe80::1"), ("1::", "1::"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2:3:4:5:6"),
    ])
    func hostsHaveOneForm(_ host: String, _ wanted: String) { #expect(AddressText.canonical(host) == wanted) }

    @Test(arguments: [
        "1.2.3", "1.2.3.256", "1.2.3.4.5", ":1", "1:", ":", "1::2::3", "12345::", "g::", "1:2:3:4:5:6:7", "::1.2.3", "1.2.3.", "",
    ])
    func otherTextsAreNoAddresses(_ text: String) { #expect(IPAddress(text) == nil) }

    @Test func bytesBecomeText() {
        #expect(AddressText.text([10, 96, 0, 1]) == "10.96.0.1")
        #expect(AddressText.text([UInt8](repeating: 0, count: 15) + [1]) == "::1")
        #expect(AddressText.text([1, 2, 3]) == nil)
    }

    @Test(arguments: [
        ("10.96.0.0/12", "10.96.0.1"), ("10.96.5.7/16", "10.96.0.1"), ("fd00:10:96::/112", "fd00:10:96::1"),
        ("10.0.0.255/32", "10.0.1.0"),
    ])
    func theFirstAddressOfARange(_ range: String, _ wanted: String) { #expect(AddressText.first(in: range) == wanted) }

    @Test(arguments: ["10.96.0.0", "10.96.0.0/33", "x/8", "/8", "10.96.0.0/-1"])
    func rangesThatAreNone(_ range: String) { #expect(AddressText.first(in: range) == nil) }

    @Test(
        arguments: [
            ("https://192.168.10.11:6443", "192.168.10.11", 6443), ("https://[fd00::1]:6443/x", "fd00::1", 6443),
            ("https://api.example.org", "api.example.org", 443),
            ("http://u@h?q", "h", 80), ("api:6443", "api", 6443),
        ] as [(String, String, Int)])
    func hostAndPortOfURLs(_ url: String, _ host: String, _ port: Int) {
        #expect(AddressText.hostAndPort(url)?.host == host)
        #expect(AddressText.hostAndPort(url)?.port == port)
    }

    @Test func urlsWithoutAHost() {
        #expect(AddressText.hostAndPort("https://") == nil)
        #expect(AddressText.hostAndPort("") == nil)
    }
}
