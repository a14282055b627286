import Testing

@testable import Planning

struct RunbookTests {
    @Test(arguments: ExportCase.examples + [ExportCase.mixed]) func everyStepStandsInIt(_ example: ExportCase) throws {
        let context = try #require(PlanContext(example.plan, knowledge: KubeadmCase.knowledge))
        let plan = Planner.plan(context)
        let text = try #require(plan.documents.first { $0.path == "RUNBOOK.md" }).content
        for step in plan.steps { #expect(text.contains("`\(step.key)` on "), "\(step.id)") }
        for placeholder in Set(plan.steps.flatMap(\.files).flatMap(\.placeholders)) {
            #expect(text.contains("| `\(placeholder.mark)` |"))
        }
        for machine in example.plan.machines { #expect(text.contains("| `\(machine.name)` |")) }
    }

    @Test(arguments: ExportCase.resets) func whatTakesAClusterAwayIsWritten(_ example: ExportCase) throws {
        let context = try #require(PlanContext(example.plan, knowledge: KubeadmCase.knowledge))
        let plan = Planner.reset(context)
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
