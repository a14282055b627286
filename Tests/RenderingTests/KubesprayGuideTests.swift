import Testing

@testable import PlanCases
@testable import Planning
@testable import Rendering

struct KubesprayGuideTests {
    /// v2.28 brought ipv4_stack and ipv6_stack, and with them clusters without IPv4.
    @Test(arguments: [(31, "v2.27.1", true), (32, "v2.28.1", false)])
    func clustersOfIPv6AloneNeedALaterTag(_ minor: Int, _ tag: String, _ isSaid: Bool) throws {
        var plan = PlanExample.plan(.stacked, release: KubernetesVersion(minor: minor)).0
        plan.tool = .kubespray
        plan.network.podSubnets = ["fd00:10:244::/56"]
        plan.network.serviceSubnets = ["fd00:10:96::/112"]
        let context = try #require(PlanContext(plan, knowledge: KubeadmCase.knowledge))
        #expect(context.release.kubespray == tag)
        let lacking = KubesprayGuide.lacking(context, try #require(KubesprayTag(tag)))
        #expect(lacking.contains { $0.contains("IPv6 alone") } == isSaid)
    }
}
