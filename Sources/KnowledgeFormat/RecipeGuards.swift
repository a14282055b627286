import Planning
import Steps

/// What no recipe may tell anyone: a command that the release at hand lacks, a unit by which the person is here, an identity of
/// another node, a check that cannot fail.
enum RecipeGuards {
    /// What is wrong with a recipe.
    static func problems(_ recipe: Recipe, _ tables: [CommandTable]) -> [RecipeProblem] {
        whole(recipe, tables).map { RecipeProblem($0) } + RecipeParamLaw.problems(recipe) + hands(recipe)
            + recipe.steps.enumerated().flatMap { index, step in
                problems(step, within: recipe.fits.releases, tables).map { RecipeProblem(step: index, $0) }
            }
    }

    private static func whole(_ recipe: Recipe, _ tables: [CommandTable]) -> [String] {
        var out: [String] = []
        for text in [recipe.about, recipe.notWhen] {
            for table in tables {
                out += table.problems(naming: text, in: recipe.fits.releases ?? ReleaseRange(), everywhere: false)
            }
            out += NodeIdentity.problems(naming: text) + session(text)
        }
        return out
    }

    private static func problems(_ step: RecipeStep, within recipe: ReleaseRange?, _ tables: [CommandTable]) -> [String] {
        let range = (step.fits.releases ?? ReleaseRange()).intersected(with: recipe)
        var out: [String] = []
        for words in commands(step) {
            for table in tables { out += table.problems(running: words, in: range) }
            out += NodeIdentity.problems(running: words)
            if let unit = SessionUnit.switchedOff(by: words) { out.append(lockedOut(unit)) }
            out += stuck(words.map { $0[...] })
        }
        for text in prose(step) {
            for table in tables { out += table.problems(naming: text, in: range) }
            out += NodeIdentity.problems(naming: text) + session(text)
            out += stuck(text.split(whereSeparator: \.isWhitespace))
        }
        return out
    }

    /// Every command of a step: to do it, to check it, to take it back.
    private static func commands(_ step: RecipeStep) -> [[String]] {
        var actions = step.actions
        if case .actions(let back) = step.undo { actions += back }
        var out = actions.flatMap { action -> [[String]] in
            switch action {
            case .run(let run): [run.words] + (run.unless.map { [$0] } ?? [])
            case .unit(let unit): [unit.words]
            default: []
            }
        }
        if case .succeeds(let words)? = step.check { out.append(words) }
        return out
    }

    private static func prose(_ step: RecipeStep) -> [String] {
        var actions = step.actions
        var out = [step.title] + (step.expects.map { [$0] } ?? [])
        switch step.undo {
        case .actions(let back): actions += back
        case .none(let because): out.append(because)
        case .journal: break
        }
        return out + actions.compactMap { if case .byHand(let text) = $0 { text } else { nil } }
    }

    /// A recipe that needs a person says why; one that says so needs one.
    private static func hands(_ recipe: Recipe) -> [RecipeProblem] {
        switch (recipe.manual, recipe.steps.firstIndex(where: \.isByHand)) {
        case (nil, let step?):
            [.init(step: step, "It is done by hand, so the recipe must be marked \"manual\", with the reason.")]
        case (.some, nil): [.init(field: "manual", "The recipe is marked \"manual\", but no step of it is done by hand.")]
        default: []
        }
    }

    /// Folders that are a file system of their own on many machines; rename(2) of a mount point fails with EBUSY.
    private static let mounts = [
        "/var/lib/etcd", "/var/lib/kubelet", "/var/lib/containerd", "/var/lib/docker", "/var/lib/containers",
    ]

    /// Whether a folder that may be a mount is moved or put in place as a whole.
    private static func movesMount(_ words: [Substring]) -> String? {
        for at in words.indices where words[at].drop(while: { "(\"'`".contains($0) }) == "mv" {
            let moved = words[(at + 1)...].drop { $0.hasPrefix("-") }.prefix(2).map { word in
                word.reversed().drop { ".,;:)\"'`".contains($0) }.reversed().map(String.init).joined()
            }
            if let mount = moved.first(where: { mounts.contains($0) }) { return mount }
        }
        return nil
    }

    private static func stuck(_ words: [Substring]) -> [String] {
        movesMount(words).map {
            ["\($0) may be a mount of its own, which cannot be moved: move what is in it, as mv \($0)/member."]
        } ?? []
    }

    private static func session(_ text: String) -> [String] {
        SessionUnit.switchedOff(inText: text).map { [lockedOut($0)] } ?? []
    }

    private static func lockedOut(_ unit: String) -> String {
        "It switches off \(unit), which carries people's sessions or the machine's network: whoever works from afar is locked out."
    }
}
