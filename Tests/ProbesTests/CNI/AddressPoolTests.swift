import Testing

@testable import Probes

@Suite struct AddressPoolTests {
    @Test(arguments: [("10.244.0.0/24", 253), ("10.244.0.0/28", 13), ("10.244.1.1/24", 253), ("10.0.0.0/30", 1)])
    func sizes(_ range: String, _ size: Int) { #expect(AddressPool.size(ofRange: range) == size) }

    @Test(arguments: ["10.244.0.0/31", "10.244.0.0/0", "fd00::/64", "10.244.0.0", "x/24"])
    func othersHaveNone(_ range: String) { #expect(AddressPool.size(ofRange: range) == nil) }

    @Test func flannelsRanges() {
        let text =
            "FLANNEL_NETWORK=10.244.0.0/16\nFLANNEL_SUBNET=10.244.1.1/24\nFLANNEL_IPV6_SUBNET=fd00:10:244:1::1/64\nFLANNEL_MTU=1450\n"
        #expect(FlannelSubnet.ranges(text) == ["10.244.1.1/24", "fd00:10:244:1::1/64"])
        #expect(FlannelSubnet.ranges("").isEmpty)
    }
}
