import Knowledge
import Steps
import Testing

@testable import PlanCases
@testable import Planning
@testable import Rendering

/// What plans run is there in the release that they are for, and switches off nobody's session.
@Suite struct PlannedCommandsTests {
    private func problems(_ words: [String], _ minor: Int) -> [String] {
        let range = ReleaseRange(from: minor, to: minor)
        var out = Knowledge.planning.commands.flatMap { $0.problems(running: words, in: range) }
        out += NodeIdentity.problems(running: words)
        if let unit = SessionUnit.switchedOff(by: words) { out.append("It switches off \(unit).") }
        return out
    }

    private func problems(_ plan: Plan, _ minor: Int) -> [String] {
        let range = ReleaseRange(from: minor, to: minor)
        return plan.steps.flatMap { step -> [String] in
            var words = step.undo.commands + [step.check?.words].compactMap { $0 }
            var texts: [String] = []
            for action in step.actions {
                switch action {
                case .run(let run): words += [run.words] + [run.unless].compactMap { $0 }
                case .byHand(let text): texts.append(text)
                case .unit(let unit): words.append(unit.words)
                case .packages(let set): words += set.commands.map(\.words)
                case .write, .fetch, .edit, .staticPod: break
                }
            }
            let named = Knowledge.planning.commands.flatMap { table in
                texts.flatMap { table.problems(naming: $0, in: range, everywhere: false) }
            }
            return (words.flatMap { problems($0, minor) } + named).map { "\(step.id): \($0)" }
        }
    }

    @Test(arguments: KubeadmCase.all) func everyPlan(_ one: KubeadmCase) {
        let minor = one.plan.release.minor
        #expect(problems(one.made, minor) == [])
        #expect(problems(Planner.reset(one.context), minor) == [])
    }

    @Test(arguments: Knowledge.planning.releases.map(\.minor)) func everyRelease(_ minor: Int) throws {
        for topology in ClusterPlan.Topology.allCases {
            let plan = PlanExample.plan(topology, release: KubernetesVersion(minor: minor)).0
            let context = try #require(PlanContext(plan, knowledge: Knowledge.planning))
            #expect(problems(RenderedPlan.plan(context), minor) == [])
        }
    }

    @Test func whatAReleaseLacksIsSeen() {
        #expect(problems(["kubeadm", "join", "phase", "control-plane-join", "etcd", "--config", "/x"], 35).count == 1)
        #expect(problems(["kubeadm", "config", "validate", "--config", "/x"], 25).count == 1)
        #expect(problems(["kubeadm", "config", "validate", "--config", "/x"], 26) == [])
        #expect(problems(["systemctl", "disable", "--now", "sshd"], 36).count == 1)
    }

    @Test func whatIsSuppliedByHandIsMadeByACommandThatIsThere() {
        for placeholder in Placeholder.allCases {
            for table in Knowledge.planning.commands {
                #expect(table.problems(naming: placeholder.about, in: ReleaseRange(), everywhere: false) == [])
            }
        }
    }
}
