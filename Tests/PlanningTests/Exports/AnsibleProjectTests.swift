import Steps
import Testing
import YAML

@testable import Planning
@testable import Rendering

struct AnsibleProjectTests {
    private func step(_ machine: String, _ key: String) -> Step {
        Step(key, on: machine, phase: .workers, title: "X.", why: "Y.", risk: .edits, actions: [.run(.init(["true"]))])
    }

    @Test func machinesThatDoTheSameOnEndArePutTogether() {
        let steps = [("a", "token"), ("b", "join"), ("b", "label"), ("c", "join"), ("c", "label")].map { step($0.0, $0.1) }
        #expect(
            AnsiblePlaybooks.parts(steps, isFree: false) == [
                .init(machines: ["a"], keys: ["token"]), .init(machines: ["b", "c"], keys: ["join", "label"]),
            ])
    }

    @Test func freeMachinesKeepEachItsOwnOrder() {
        let steps = [("a", "one"), ("a", "three"), ("b", "one"), ("b", "two"), ("b", "three")].map { step($0.0, $0.1) }
        #expect(
            AnsiblePlaybooks.parts(steps, isFree: true) == [.init(machines: ["a", "b"], keys: ["one", "two", "three"])])
    }

    @Test func everyStepIsATaskOfItsMachinesPlay() throws {
        let context = try #require(PlanContext(ExportCase.mixed.plan, knowledge: KubeadmCase.knowledge))
        let steps = RenderedPlan.plan(context).steps.filter { $0.machine != "worker2" }
        #expect(!steps.isEmpty)
        for phase in Step.Phase.allCases {
            let own = steps.filter { $0.phase == phase }
            let parts = AnsiblePlaybooks.parts(own, isFree: phase == .prepare)
            for step in own {
                #expect(parts.contains { $0.machines.contains(step.machine) && $0.keys.contains(step.key) }, "\(step.id)")
            }
            // Each machine meets its steps in the plan's order.
            for machine in Set(own.map(\.machine)) {
                let met = parts.filter { $0.machines.contains(machine) }.flatMap(\.keys)
                let wanted = own.filter { $0.machine == machine }.map(\.key)
                #expect(met.filter { wanted.contains($0) } == wanted, "\(machine), \(phase)")
            }
        }
    }

    @Test func noValueOfAPlaceholderIsWritten() {
        for file in ExportCase.mixed.documents(below: "ansible") where !file.path.hasSuffix(".md") {
            for placeholder in Placeholder.allCases { #expect(!file.content.contains(placeholder.mark), "\(file.path)") }
        }
        let templates = ExportCase.mixed.documents(below: "ansible").filter { $0.path.hasSuffix(".j2") }
        #expect(templates.contains { $0.content.contains("{{ drydock_join_token }}") })
    }

    @Test func jinjaReadsWordsAsTheyAre() {
        #expect(AnsibleText.literal("{{.Names}} {%x%} {#c#} {y}") == "{{ '{{' }}.Names}} {{ '{%' }}x%} {{ '{#' }}c#} {y}")
        #expect(AnsibleText.literal(AnsibleText.ownMark) == "{{ inventory_hostname }}")
    }

    /// The password stays, so a changed file is written and the service reads it; a token lives hours, and a step that holds is left.
    @Test func aFileWhoseValuesStayIsWrittenWhereItChanged() throws {
        let context = try #require(
            PlanContext(PlanExample.plan(.stacked, release: KubernetesVersion(minor: 36)).0, knowledge: KubeadmCase.knowledge))
        let documents = AnsibleProject().documents(RenderedPlan.plan(context), context)
        func task(_ role: String, _ file: String) throws -> Substring {
            let text = try #require(documents.first { $0.path.hasSuffix("roles/\(role)/tasks/main.yml") }).content
            return try #require(text.split(separator: "\n\n").first { $0.contains(": write \(file)\"") })
        }
        #expect(!(try task("configure_keepalived", Keepalived.path)).contains("configure_keepalived_check.rc"))
        #expect(try task("join_worker", "/etc/drydock/kubeadm/join.yaml").contains("join_worker_check.rc != 0"))
    }

    @Test func commandsBecomeModulesOnlyWhereNothingIsLost() throws {
        let apt = try #require(AnsibleModule(["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "--yes", "curl"]))
        #expect(apt.name == "ansible.builtin.apt")
        #expect(apt.arguments["name"] == ["curl"])
        #expect(AnsibleModule(["apt-get", "install", "--reinstall", "curl"]) == nil)
        #expect(AnsibleModule(["systemctl", "try-restart", "x"]) == nil)
        #expect(AnsibleModule(["systemctl", "mask", "swap.target"])?.arguments["masked"] == true)
        #expect(
            AnsibleModule(["dnf", "install", "--setopt=disable_excludes=kubernetes", "kubelet"])?.arguments["disable_excludes"]
                == "kubernetes")
    }
}
