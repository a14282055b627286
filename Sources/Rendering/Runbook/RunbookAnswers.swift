import Planning
import Text
import Wizard

/// The decisions of a plan with their reasons, as the wizard's pages know them.
enum RunbookAnswers {
    static func text(_ context: PlanContext) -> String {
        let wizard = Wizard(knowledge: context.knowledge, plan: context.plan)
        var rows: [[String]] = []
        for step in wizard.steps {
            let defaults = Dictionary(step.page.defaults(wizard).map { ($0.question, $0.value) }) { first, _ in first }
            for question in wizard.questions(step) where question.kind != .action && !question.value.isEmpty {
                // A reason belongs to the default; for another answer only the person knows it.
                let isDefault = defaults[question.id] == question.value
                rows.append([
                    question.title, question.chosen?.title ?? answer(question), isDefault ? reason(question.because.text) : "",
                ])
            }
        }
        if rows.isEmpty { return "" }
        return "## Decisions\n\n"
            + MarkdownText.paragraph(
                "A reason is given where the answer is the default. Other answers are those of whoever wrote the plan file.")
            + "\n"
            + MarkdownText.table(["Question", "Answer", "Reason"], rows)
    }

    private static func answer(_ question: Question) -> String {
        if case .flag = question.kind { return question.value }
        return "`\(question.value)`"
    }

    /// The answer stands beside it, so only what follows it is said.
    private static func reason(_ text: String) -> String {
        sentence(text.firstRange(of: "because ").map { String(text[$0.lowerBound...]) } ?? text)
    }

    private static func sentence(_ text: String) -> String {
        text.isEmpty ? "" : text.prefix(1).uppercased() + text.dropFirst() + (text.hasSuffix(".") ? "" : ".")
    }
}
