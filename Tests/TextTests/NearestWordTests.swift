import Testing

@testable import Text

@Suite struct NearestWordTests {
    private let known = ["failSwapOn", "failCgroupV1", "leader-elect", "node-ip", "max-pods", "etcd-servers"]

    @Test(arguments: [
        ("failSwapon", "failSwapOn"), ("leader-elct", "leader-elect"), ("etcd-server", "etcd-servers"),
        ("failOnSwap", "failSwapOn"),
        ("pods-max", "max-pods"), ("elect_leader", "leader-elect"),
    ])
    func slipsAndOtherOrders(typed: String, meant: String) { #expect(NearestWord.to(typed, among: known) == meant) }

    @Test(arguments: ["colour", "swap", "", "on"])
    func whatIsLikeNoneGivesNone(typed: String) { #expect(NearestWord.to(typed, among: known) == nil) }
}
