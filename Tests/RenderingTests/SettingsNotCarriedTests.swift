import Knowledge
import Steps
import Testing

@testable import PlanCases
@testable import Planning
@testable import Rendering

/// Everything that a plan says is in another tool's files, or named as not.
struct SettingsNotCarriedTests {
    /// What shapes the files as a whole, and what the add-on meets by itself.
    private static let shapes: Set = [
        "spec.purpose", "spec.tool", "spec.release", "spec.topology", "spec.machines", "spec.existing",
        "spec.network.addOn.networkPolicy",
    ]

    /// Other values of the settings that no question asks for.
    private static let unasked: [String: @Sendable (inout ClusterPlan) -> Void] = [
        "spec.network.dnsDomain": { $0.network.dnsDomain = "corp.example" },
        "spec.network.addOn.name": { $0.network.addOn.name = "calico" },
        "spec.network.addOn.version": { $0.network.addOn.version = "v0.28.8" },
        "spec.endpoint.balancer": { $0.endpoint.balancer = .own },
        "spec.endpoint.port": { $0.endpoint.port = 7443 },
        "spec.etcd.dataDir": { $0.etcd.dataDir = "/data/etcd" },
        "spec.etcd.extraArgs": { $0.etcd.extraArgs = [ExtraArgument(name: "quota-backend-bytes", value: "8589934592")] },
        "spec.etcd.version": { $0.etcd.version = "3.6.6" },
        "spec.etcd.endpoints": { $0.etcd.endpoints = ["https://192.0.2.31:2379"] },
        "spec.runtime.name": { $0.runtime.kind = .crio },
        "spec.runtime.version": { $0.runtime.version = "2.2" },
        "spec.controlPlane.patches": { $0.controlPlane.patches = ["etcd.yaml": "spec: {}"] },
    ]

    private static func given(_ setting: Setting, _ plan: ClusterPlan) -> ClusterPlan? {
        var plan = plan
        if let change = unasked[setting.id] {
            change(&plan)
        } else if let question = setting.question {
            let now = question.value(plan)
            let example = question.words.example
            switch question.kind {
            case .flag: question.put(now == "yes" ? "no" : "yes", &plan)
            case .line: question.put(now == example ? String(example.dropLast()) : example, &plan)
            case .choice(let choices): question.put(choices.last { $0.id != now }?.id ?? "", &plan)
            }
        }
        return setting.isGiven(plan) ? plan : nil
    }

    private static func files(_ plan: ClusterPlan) throws -> [String: String] {
        let context = try #require(PlanContext(plan, knowledge: Knowledge.planning))
        let whole = Plan()
        let documents = plan.tool == .kops ? Kops().documents(whole, context) : Kubespray().documents(whole, context)
        #expect(!documents.isEmpty)
        return Dictionary(documents.map { ($0.path, $0.content) }) { first, _ in first }
    }

    @Test(arguments: [ClusterPlan.Tool.kubespray, .kops], Setting.all.filter { !shapes.contains($0.id) }.map(\.id))
    func aSettingIsWrittenOrNamed(_ tool: ClusterPlan.Tool, _ id: String) throws {
        let setting = try #require(Setting.all.first { $0.id == id })
        var plan = PlanExample.plan(.stacked, release: KubernetesVersion(minor: 35)).0
        plan.tool = tool
        // A proxy's exceptions mean nothing without one.
        if id == "spec.proxy.exceptions" { plan.proxy.https = "http://proxy.example:3128" }
        let changed = try #require(Self.given(setting, plan), "The test has no other value of \(id).")
        let files = try Self.files(changed)
        // The example's own value is named as another one is.
        let isNamed = files.values.contains { $0.contains("Not carried over from the plan: \(setting.path).") }
        #expect(try isNamed || files != Self.files(plan), "What the plan says in \(id) is dropped without a word.")
    }
}
