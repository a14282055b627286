import Facts
import Knowledge
import Testing

@testable import Planning

/// What captures show of a plan's machines is judged, not only told.
struct SeenMachinesAreFreeTests {
    private func facts(_ name: String, role: String = "none", server: String? = nil, runtime: String? = nil) -> FactSet {
        var facts = FactSet()
        let source = Source("test")
        facts.set(NodeFacts.name, .text(name), from: source)
        facts.set(NodeFacts.role, .text(role), from: source)
        facts.set(NodeFacts.isJoined, .flag(role != "none"), from: source)
        if let server {
            facts.set(
                KubeconfigFacts.kubeconfigs, [Row<KubeconfigFacts.Kubeconfig>([.server: .text(server)], from: source)],
                from: source)
        }
        if let runtime { facts.set(RuntimeFacts.name, .text(runtime), from: source) }
        return facts
    }

    private func problems(_ seen: FactSet, here: String? = nil, _ edit: (inout ClusterPlan) -> Void = { _ in }) -> [PlanProblem] {
        var plan = PlanExample.plan(.stacked, release: KubernetesVersion(minor: 36)).0
        edit(&plan)
        var checked = CheckedPlan(plan, Knowledge.planning, facts: SeenMachines.facts([seen], of: plan))
        checked.here = here
        return SeenMachinesAreFree().problems(checked)
    }

    @Test func aNodeOfAnotherClusterIsRefused() {
        let found = problems(facts("cp1", role: "control-plane", server: "https://10.9.9.9:6443"))
        #expect(found.map(\.path) == ["spec.machines[0]"] && found[0].isError)
        #expect(found[0].sentence.contains("cp1 is a control plane of the cluster at https://10.9.9.9:6443 already"))
        #expect(problems(facts("worker1", role: "worker", server: "https://10.9.9.9:6443")).first?.isError == true)
        #expect(problems(facts("cp1", role: "control-plane", server: "https://192.0.2.11:6443")).first?.isError == true)
        #expect(
            problems(facts("cp1", role: "control-plane", server: "https://10.9.9.9:6443"), here: "cp1").first?.isError == false)
    }

    /// The plan of a cluster that stands is written anew.
    @Test func aNodeOfThisClusterIsWell() {
        let endpoint = PlanExample.plan(.stacked, release: KubernetesVersion(minor: 36)).0.endpoint
        #expect(problems(facts("cp1", role: "control-plane", server: "https://\(endpoint.name):8443")) == [])
        #expect(problems(facts("cp1", role: "control-plane", server: "https://192.0.2.11:6443")) { $0.endpoint.name = "" } == [])
        #expect(problems(facts("cp1")) == [])
    }

    @Test func anotherRuntimeIsTold() {
        let found = problems(facts("worker1", runtime: "cri-o"))
        #expect(found.count == 1 && !found[0].isError && found[0].sentence.hasPrefix("On worker1 cri-o answers"))
        #expect(problems(facts("worker1", runtime: "containerd")) == [])
        #expect(problems(facts("worker1", runtime: "cri-o")) { $0.runtime.kind = .crio } == [])
        #expect(problems(facts("worker1", runtime: "cri-o")) { $0.runtime.installs = false } == [])
    }

    @Test func thereIsNothingToTakeOutOfNoCluster() {
        let found = problems(facts("cp1")) { plan in
            var existing = ExistingCluster()
            existing.task = .remove
            plan.existing = existing
        }
        #expect(found.count == 1 && !found[0].isError && found[0].sentence.contains("in no cluster"))
    }
}
