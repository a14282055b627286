import Steps
import Testing
import Text

@testable import PlanCases
@testable import Planning
@testable import Rendering

struct RunbookTests {
    private static func runbook(_ name: String) -> String? {
        ExportCase.examples.first { $0.testDescription == name }?.documents.first { $0.path == "RUNBOOK.md" }?.content
    }

    @Test(arguments: ExportCase.examples + [ExportCase.mixed]) func everyStepStandsInIt(_ example: ExportCase) throws {
        let context = try #require(PlanContext(example.plan, knowledge: KubeadmCase.knowledge))
        let plan = RenderedPlan.plan(context)
        let text = try #require(plan.documents.first { $0.path == "RUNBOOK.md" }).content
        for step in plan.steps { #expect(text.contains("`\(step.key)` on "), "\(step.id)") }
        for placeholder in Set(plan.steps.flatMap(\.files).flatMap(\.placeholders)) {
            #expect(text.contains("| `\(placeholder.mark)` |"))
        }
        for machine in example.plan.machines { #expect(text.contains("| `\(machine.name)` |")) }
    }

    @Test(arguments: ExportCase.resets) func whatTakesAClusterAwayIsWritten(_ example: ExportCase) throws {
        let context = try #require(PlanContext(example.plan, knowledge: KubeadmCase.knowledge))
        let plan = RenderedPlan.reset(context)
        #expect(plan.takesAway)
        let text = try #require(plan.documents.first { $0.path == "RUNBOOK.md" }).content
        for step in plan.steps { #expect(text.contains("`\(step.key)` on "), "\(step.id)") }
        #expect(!text.contains("install.sh") && text.contains("`machines/NAME/reset.sh`"))
        #expect(plan.documents.contains { $0.path == "ansible/playbooks/reset.yml" })
        // A script of that name would be taken for what makes the machine.
        #expect(!plan.documents.contains { $0.path.hasSuffix("install.sh") })
    }

    /// Rows of a table have as many cells as its head, and every fence is closed.
    @Test(arguments: ExportCase.examples + [ExportCase.mixed] + ExportCase.resets) func itRenders(_ example: ExportCase) throws {
        let text = try #require(example.documents.first { $0.path == "RUNBOOK.md" }).content
        var isCode = false
        var cells: Int?
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("```") { isCode.toggle() }
            guard !isCode, line.hasPrefix("|") else {
                cells = nil
                continue
            }
            let count = line.split(separator: "\\|").joined().split(separator: "|", omittingEmptySubsequences: false).count
            #expect(cells == nil || cells == count, "\(line)")
            cells = count
        }
        #expect(!isCode)
        #expect(text.hasPrefix("# ") && text.hasSuffix("\n"))
    }

    /// Whoever types the commands has no folder but those that packages made, and must not leave a token open to others.
    @Test func commandsWorkByHand() throws {
        let text = try #require(Self.runbook("external"))
        let lines = text.split(separator: "\n").map(String.init)
        let fetches = lines.filter { $0.hasPrefix("curl ") && $0.contains(" -o ") }
        #expect(!fetches.isEmpty && fetches.allSatisfy { $0.contains(" --create-dirs ") })
        let token = try #require(lines.firstIndex { $0.contains("token create --print-join-command > ") })
        #expect(lines[token].hasPrefix("(umask 077; kubeadm token create"))
        #expect(lines[..<token].contains("mkdir -p /etc/drydock/kubeadm"))
        #expect(lines.contains("mkdir -p /run/drydock"))
    }

    @Test func whatOneMachineDoesSaysItsName() throws {
        let text = try #require(Self.runbook("external"))
        #expect(text.contains("label --overwrite node cp1 topology.kubernetes.io/zone=a"))
        #expect(text.contains("#### Start etcd on NAME"))
        #expect(try #require(Self.runbook("single")).contains("hostnamectl set-hostname cp1"))
        #expect(!text.contains("starts etcd and the control plane"), "etcd is started elsewhere")
    }

    @Test func theOrderOfTheScriptsIsSaid() throws {
        let text = try #require(Self.runbook("external"))
        let rows = text.split(separator: "\n").filter { $0.contains("`./install.sh ") }
        #expect(rows[0].hasPrefix("| 1 | `./install.sh prepare` | cp1, cp2"))
        #expect(rows[1].hasPrefix("| 2 | `./install.sh etcd` | etcd1 |"))
        #expect(rows[2].hasPrefix("| 3 | `./install.sh etcd` | etcd2 and etcd3 |"))
        #expect(rows.contains { $0.contains("`./install.sh control-planes` | cp1 |") })
        #expect(rows.contains { $0.contains("`./install.sh control-planes` | cp2 and cp3 |") })
        #expect(rows.last?.contains("`./install.sh finish` | cp1, etcd1, etcd2 and etcd3 |") == true)
    }

    /// One machine: the command itself stands there, to look, to do and to verify.
    @Test func oneMachineHasOneCommand() throws {
        let lines = try #require(Self.runbook("single")).split(separator: "\n").map(String.init)
        #expect(lines.contains("sudo ./machines/cp1/install.sh") && lines.contains("sudo ./machines/cp1/install.sh --check"))
        #expect(!lines.contains { $0.contains("./install.sh ") }, "phases are for several machines")
    }

    @Test func portsAndWhatComesNextAreSaid() throws {
        let text = try #require(Self.runbook("external"))
        #expect(text.contains("| cp1, cp2 and cp3 | TCP 6443 |") && text.contains("| etcd1, etcd2 and etcd3 | TCP 2379-2380 |"))
        #expect(text.contains("## What now") && text.contains("StorageClass") && text.contains("admin.conf cluster.conf"))
    }

    @Test func fencesAreLongerThanWhatTheyHold() {
        #expect(MarkdownText.code(["a ``` b"]) == "````\na ``` b\n````\n")
        #expect(MarkdownText.table(["A"], [["x|y"]]) == "| A |\n| --- |\n| x\\|y |\n")
        #expect(MarkdownText.names(["a", "b", "c"]) == "a, b and c")
    }

    @Test func onlyTheSerialPhaseAddsUp() {
        func step(_ machine: String, _ phase: Step.Phase) -> Step {
            Step("x", on: machine, phase: phase, title: "X.", why: "Y.", risk: .edits, actions: [], seconds: 10)
        }
        let time = PlanTime([step("a", .prepare), step("b", .prepare), step("a", .controlPlanes), step("b", .controlPlanes)])
        #expect(time.oneByOne == 40)
        #expect(time.sideBySide == 30)
    }
}
