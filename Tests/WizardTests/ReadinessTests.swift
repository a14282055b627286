import Diagnosis
import Knowledge
import Testing

@testable import Planning
@testable import Wizard

/// Readiness says yes only where the plan makes it so.
@Suite struct ReadinessTests {
    private func item(_ subject: String, _ change: (inout ClusterPlan) -> Void) throws -> ReadinessSubject.Judged {
        var plan = PlanExample.plan(.external, release: KubernetesVersion(minor: 36)).0
        change(&plan)
        return try #require(Knowledge.planning.readiness.subjects(of: plan).first { $0.title == subject })
    }

    @Test(arguments: [
        ("authorization-mode", "AlwaysAllow", false), ("authorization-mode", "Node,RBAC,AlwaysAllow", false),
        ("authorization-mode", "RBAC", false), ("authorization-mode", "Node,RBAC", true),
        ("authorization-mode", "Node,RBAC,Webhook", true), ("disable-admission-plugins", "NodeRestriction", false),
        ("profiling", "false", true),
    ])
    func authorizationIsThePlans(_ name: String, _ value: String, _ expected: Bool) throws {
        let item = try item("Authorization and admission") {
            $0.controlPlane.apiServer.extraArgs = [ExtraArgument(name: name, value: value)]
        }
        #expect(item.isReady == expected, "\(item.says)")
    }

    @Test func nobodyRenewsTheExternalMembersCertificates() throws {
        #expect(try item("Certificates") { _ in }.says.contains("Neither renews the certificates of the external etcd members"))
        #expect(!(try item("Certificates") { $0.topology = .stacked }.says.contains("external etcd")))
    }

    @Test func portsAreSaid() throws { #expect(try item("Firewalls") { _ in }.says.contains("10250")) }
}
