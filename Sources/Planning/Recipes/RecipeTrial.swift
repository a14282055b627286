import Diagnosis
import Facts
import Steps

/// A recipe made into steps for a recorded node, as a proof tries it: what a person would be asked for is answered by the examples.
public enum RecipeTrial {
    /// - Parameter recipes: among which the one of this id is looked for.
    /// - Returns: nil where there is no such recipe, it is for other nodes, or a person is needed.
    public static func steps(_ id: String, of recipes: [Recipe], facts: FactSet, finding: Finding) -> [Step]? {
        guard let recipe = recipes.first(where: { $0.id == id }) else { return nil }
        let asked = RecipePlanner(facts: facts, finding: finding).plan(recipe).asked
        let answers = Dictionary(asked.map { ($0.name, $0.example) }) { first, _ in first }
        return RecipePlanner(facts: facts, finding: finding, answers: answers).plan(recipe).steps
    }
}
