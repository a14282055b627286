import Knowledge
import Steps
import Testing

@testable import PlanCases
@testable import Planning
@testable import Rendering

/// Machines without internet: what a plan's own steps pull stands on its list, and comes from the plan's registry.
@Suite struct AirGapTests {
    private func made(_ addOn: String = "calico", _ balancer: ClusterEndpoint.Balancer = .kubeVIP) throws -> Plan {
        var plan = PlanExample.plan(.stacked, release: KubernetesVersion(minor: 36)).0
        for index in plan.machines.indices { plan.machines[index].interface = "eth0" }
        plan.images.isAirGapped = true
        plan.images.repository = "registry.corp.example/k8s"
        plan.endpoint.balancer = balancer
        plan.network.addOn.name = addOn
        return RenderedPlan.plan(try #require(PlanContext(plan, knowledge: Knowledge.planning)))
    }

    @Test func everyImageOfThePlansOwnIsOnTheList() throws {
        let plan = try made()
        let list = try #require(plan.documents.first { $0.path == "images.md" }?.content)
        var images: Set<String> = []
        for file in plan.steps.flatMap(\.files) {
            for line in file.content.split(separator: "\n") {
                let words = line.split(separator: " ")
                guard let at = words.firstIndex(of: "image:"), at + 1 < words.count else { continue }
                images.insert(words[at + 1].filter { $0 != "\"" })
            }
        }
        #expect(images.contains { $0.contains("kube-vip") } && images.contains { $0.contains("agnhost") })
        for image in images {
            #expect(image.hasPrefix("registry.corp.example/k8s/"), "\(image)")
            #expect(list.contains(image), "\(image)")
        }
        #expect(list.contains("ghcr.io/kube-vip/kube-vip:") && list.contains("registry.k8s.io/e2e-test-images/agnhost:"))
        #expect(list.contains("--print-images=list"))
    }

    @Test func theAddOnsImagesKeepTheRegistrysPath() throws {
        let files = try made().steps.flatMap(\.files)
        let installation = try #require(files.first { $0.path.hasSuffix("installation.yaml") }?.content)
        #expect(installation.contains("registry: registry.corp.example/") && installation.contains("imagePath: k8s"))
        let kustomization = try #require(files.first { $0.path.hasSuffix("kustomization.yaml") }?.content)
        #expect(kustomization.contains("newName: registry.corp.example/k8s/tigera/operator"))
    }

    @Test func nothingIsInstalledFromTheNet() throws {
        let plan = try made("flannel", .haproxyKeepalived)
        for step in plan.steps where step.key == "install-haproxy" || step.key == "install-keepalived" {
            #expect(step.actions.allSatisfy { if case .byHand = $0 { true } else { false } }, "\(step.id)")
        }
    }
}
