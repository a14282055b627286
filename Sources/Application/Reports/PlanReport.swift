import Facts
import FoundationEssentials
import Planning
import Steps
import Text
import YAML

/// A plan as a person reads it, or as JSON.
struct PlanReport {
    let plan: Plan
    let context: PlanContext

    init(_ plan: Plan, _ context: PlanContext) {
        self.plan = plan
        self.context = context
    }

    struct Document: Encodable {
        /// What the plan rests on, and of which day that is.
        var knowledge: [KnowledgePart]
        var machines: [MachinePart]
        var documents: [FilePart]
        var warnings: [String]
    }
    struct KnowledgePart: Encodable { var name: String; var asOf: Day }
    struct MachinePart: Encodable { var name: String; var files: [FilePart]; var steps: [StepPart] }
    struct FilePart: Encodable { var path, mode, content: String }
    struct StepPart: Encodable {
        var id, title, why, phase, risk: String
        var commands: [String]
        var check: String?
        var undo: [String]
    }

    func json() throws -> String {
        try JSONText.of(
            Document(
                knowledge: known.map { KnowledgePart(name: $0.name, asOf: $0.asOf) },
                machines: context.plan.machines.map { machine in
                    MachinePart(
                        name: machine.name, files: plan.files(on: machine.name).map(part),
                        steps: plan.steps(on: machine.name).map(part))
                },
                documents: plan.documents.map(part), warnings: plan.warnings))
    }

    private struct Errors: Encodable { var errors: [ErrorPart] }
    private struct ErrorPart: Encodable {
        var file: String
        var line: Int
        var field: String?
        var says: String
    }

    /// Why there is no plan, as the same one document.
    static func json(errors: [FileProblem]) -> String {
        let parts = errors.map { problem in
            // A problem of an answer begins with the answer's path.
            let end = problem.sentence.hasPrefix("spec.") ? problem.sentence.firstRange(of: ": ") : nil
            return ErrorPart(
                file: problem.file, line: problem.line, field: end.map { String(problem.sentence[..<$0.lowerBound]) },
                says: end.map { String(problem.sentence[$0.upperBound...]) } ?? problem.sentence)
        }
        return (try? JSONText.of(Errors(errors: parts))) ?? ""
    }

    private var known: [DatedPart] { context.knowledge.parts(of: context.plan) }

    private func part(_ file: PlannedFile) -> FilePart {
        FilePart(path: file.path, mode: Octal.mode(file.mode), content: file.content)
    }

    private func part(_ step: Step) -> StepPart {
        StepPart(
            id: step.id, title: step.title, why: step.why, phase: step.phase.rawValue, risk: step.risk.rawValue,
            commands: step.actions.map(ActionText.line), check: step.check.map { ActionText.line($0) },
            undo: undo(step.undo))
    }

    private func undo(_ undo: Undo) -> [String] {
        guard case .actions(let actions) = undo else { return [] }
        return actions.map(ActionText.line)
    }

    func text(paint: Paint) -> String {
        var out = paint.bold("\(context.plan.name): Kubernetes \(context.version), \(context.plan.topology.rawValue)") + "\n"
        for machine in context.plan.machines {
            let steps = plan.steps(on: machine.name)
            let roles = machine.roles.map(\.rawValue).joined(separator: ", ")
            out += "\n" + paint.bold(machine.name) + "  \(machine.address)  \(roles)\n"
            for (index, step) in steps.enumerated() { out += "  \(index + 1). \(step.title)\n" }
            for file in plan.files(on: machine.name) { out += "     \(file.path)\n" }
        }
        if !known.isEmpty { out += "\nVersions are those known on these days: \(known.words).\n" }
        return out + "\nNothing was changed. Write the files with --out DIR.\n"
    }
}
