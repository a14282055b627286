import Knowledge
import Steps
import Testing

@testable import PlanCases
@testable import Planning

/// Machines of systems that come with firewalld switched on let the others through.
@Suite struct FirewallPortsTests {
    private func steps(_ os: OperatingSystem, _ topology: ClusterPlan.Topology = .external) throws -> [Step] {
        var plan = PlanExample.plan(topology, release: KubernetesVersion(minor: 36)).0
        for index in plan.machines.indices { plan.machines[index].os = os }
        plan.network.addOn.name = "calico"
        return FirewallPorts().steps(try #require(PlanContext(plan, knowledge: Knowledge.planning)))
    }

    @Test(arguments: [OperatingSystem.rhel, .fedora, .suse]) func eachRoleHasItsPorts(_ os: OperatingSystem) throws {
        let steps = try steps(os)
        #expect(!steps.isEmpty)
        for step in steps {
            let words = step.actions.flatMap { action -> [String] in if case .run(let run) = action { run.words } else { [] } }
            #expect(words.contains("--reload"))
            if step.machine.hasPrefix("cp") {
                #expect(words.contains("--add-port=6443/tcp") && words.contains("--add-port=10250/tcp"), "\(words)")
                #expect(words.contains("--add-port=4789/udp") && words.contains("--add-source=10.244.0.0/16"), "\(words)")
                #expect(!words.contains("--add-port=2379-2380/tcp"), "etcd stands elsewhere")
            }
            if step.machine.hasPrefix("etcd") {
                #expect(words.contains("--add-port=2379-2380/tcp") && !words.contains("--add-port=6443/tcp"), "\(words)")
            }
            // What is opened is what is asked for, and what is taken back.
            let check = ActionText.line(try #require(step.check))
            let undone = ActionText.line(step.undo) ?? ""
            for word in words where word.hasPrefix("--add-") {
                #expect(check.contains("--query-" + word.dropFirst(6)))
                #expect(undone.contains("--remove-" + word.dropFirst(6)))
            }
            for case .run(let run) in step.actions { #expect(run.unless != nil, "nothing is done where firewalld does not run") }
        }
    }

    @Test func otherSystemsComeWithoutIt() throws {
        #expect(try steps(.debian).isEmpty)
        #expect(try steps(.flatcar).isEmpty)
    }
}
