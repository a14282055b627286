import Planning

/// What the parameters of a recipe must be like: each name in braces is one, each is used, and a step is repeated for the rows of one table.
enum RecipeParamLaw {
    static func problems(_ recipe: Recipe) -> [RecipeProblem] {
        let names = recipe.params.map(\.name)
        let known = names + [RecipeParam.rule.name]
        var out: [RecipeProblem] = []
        var used = Set(RecipeParam.names(in: recipe.about))
        for (at, step) in recipe.steps.enumerated() {
            let standing = step.texts.flatMap(RecipeParam.names)
            used.formUnion(standing)
            for name in Set(standing).sorted() where !known.contains(name) {
                out.append(
                    .init(
                        step: at, word: "{\(name)}",
                        "It names {\(name)}, which is no parameter of the recipe.\(Words.meant(name, among: names))"))
            }
            let tables = Set(recipe.params.filter { standing.contains($0.name) }.compactMap(table))
            if tables.count > 1 {
                out.append(
                    .init(step: at, "It is to be repeated for the rows of \(Words.or(tables.sorted())), but only one can be."))
            }
        }
        for name in names where name == RecipeParam.rule.name {
            out.append(
                .init(field: "params", word: name, "\"\(name)\" is the rule of the finding in every recipe: choose another name.")
            )
        }
        for name in names where !used.contains(name) {
            out.append(.init(field: "params", word: name, "The parameter \"\(name)\" is used nowhere."))
        }
        return out
    }

    /// What the rows are of that a parameter takes its values from.
    private static func table(_ param: RecipeParam) -> String? {
        switch param.source {
        case .finding: "the finding"
        case .table(let name, _, _): name
        case .fact, nil: nil
        }
    }
}
