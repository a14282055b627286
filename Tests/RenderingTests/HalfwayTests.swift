import Glibc
import Steps
import Subprocess
import Testing

@testable import PlanCases
@testable import Planning
@testable import Rendering

/// What kubeadm began and did not end is in the way of another try; the script says what to do first.
@Suite struct HalfwayTests {
    @Test(.enabled(if: geteuid() == 0, "the script asks for root")) func theScriptSaysToResetFirst() async throws {
        let folder = try Scratch()
        try folder.write("admin.conf", "half\n")
        let one = MachineCase()
        func end(_ halfway: String?) async throws -> String {
            let step = Step(
                "begin-it", on: "cp1", phase: .initialize, title: "Begin it.", why: "It is tried.", risk: .edits,
                actions: [.run(Run(["true"], unlessExists: folder.path + "/admin.conf"))], check: .succeeds(["false"]),
                halfway: halfway
            )
            try folder.write("install.sh", InstallScript.text([step], one.plan.machines[0], try one.context()))
            let result = try await Subprocess.run(
                .name("sh"), arguments: [folder.path + "/install.sh"], output: .discarded, error: .string(limit: 1 << 16))
            #expect(result.terminationStatus == .exited(1))
            return result.standardError
        }
        #expect(try await end("take it back first.").contains("its check does not hold; take it back first."))
        #expect(try await end(nil).contains("look at it, and run this script again."))
    }

    @Test(arguments: ClusterPlan.Topology.allCases) func initAndJoinSaySo(_ topology: ClusterPlan.Topology) {
        let steps = KubeadmCase("halfway", topology).made.steps
        let begun = steps.filter { ["initialize-cluster", "join-control-plane", "join-worker"].contains($0.key) }
        #expect(!begun.isEmpty)
        for step in begun { #expect(step.halfway?.contains("kubeadm reset --force --cri-socket") == true, "\(step.id)") }
    }
}
