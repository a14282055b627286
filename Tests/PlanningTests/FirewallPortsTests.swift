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

    /// ufw is switched off where it comes: its rules are made only where a person switched it on.
    @Test(arguments: [OperatingSystem.debian, .ubuntu]) func ufwLetsTheOthersThrough(_ os: OperatingSystem) throws {
        let steps = try steps(os)
        for step in steps {
            let runs = step.actions.compactMap { action -> Run? in if case .run(let run) = action { run } else { nil } }
            let rules = runs.map { $0.words.joined(separator: " ") }
            #expect(runs.allSatisfy { $0.unless?.joined(separator: " ").contains("/etc/ufw/ufw.conf") == true })
            if step.machine.hasPrefix("cp") {
                #expect(rules.contains("ufw allow 6443/tcp") && rules.contains("ufw allow 30000:32767/udp"), "\(rules)")
                #expect(
                    rules.contains("ufw route allow from 10.244.0.0/16") && rules.contains("ufw allow from 10.96.0.0/12"),
                    "\(rules)")
            }
            if step.machine.hasPrefix("etcd") { #expect(rules == ["ufw allow 2379:2380/tcp"], "\(rules)") }
            // What is made is what is asked for, and what is taken back.
            let check = ActionText.line(try #require(step.check))
            for rule in rules { #expect(check.contains(rule), "\(rule)") }
            #expect(step.undo.commands.count == rules.count)
            for words in step.undo.commands { #expect(words.prefix(3).contains("delete"), "\(words)") }
        }
        #expect(steps.count == 8)
    }

    @Test func aSystemWithoutEitherHasNoStep() throws { #expect(try steps(.flatcar).isEmpty) }

    /// What the steps open is what the runbook lists.
    @Test func windowsAndEncryptionHavePortsOfTheirOwn() throws {
        var plan = PlanExample.plan(.stacked, release: KubernetesVersion(minor: 36)).0
        plan.network.addOn.name = "flannel"
        func ports() throws -> [String] {
            MachinePorts.of(plan.machines[0], try #require(PlanContext(plan, knowledge: Knowledge.planning))).map(\.text)
        }
        #expect(try ports().contains("8472/udp") && !(try ports()).contains("4789/udp"))
        plan.machines[4].os = .windows
        #expect(try ports().contains("4789/udp") && !(try ports()).contains("8472/udp"))
        plan.machines[4].os = .debian
        plan.network.addOn.encryption = .wireguard
        #expect(try ports().contains("51820/udp") && (try ports()).contains("51821/udp"))
    }
}
