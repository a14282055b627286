import Planning

/// What no recipe may tell anyone: a command that the release at hand lacks, a unit by which the person is here, an identity of
/// another node, a check that cannot fail.
enum RecipeGuards {
    /// What is wrong with a recipe, as sentences, with the step's index where it is one step's.
    static func problems(_ recipe: Recipe, _ tables: [CommandTable]) -> [(step: Int?, sentence: String)] {
        whole(recipe, tables).map { (nil, $0) }
            + recipe.steps.enumerated().flatMap { index, step in
                problems(step, within: recipe.releases, tables).map { (index, "Step \(index + 1): \($0)") }
            }
    }

    private static func whole(_ recipe: Recipe, _ tables: [CommandTable]) -> [String] {
        var out: [String] = []
        for text in [recipe.about, recipe.notWhen] {
            for table in tables {
                out += table.problems(naming: text, in: recipe.releases ?? ReleaseRange(), everywhere: false)
            }
            out += NodeIdentity.problems(naming: text) + session(text)
        }
        return out
    }

    private static func problems(_ step: RecipeStep, within recipe: ReleaseRange?, _ tables: [CommandTable]) -> [String] {
        let range = (step.releases ?? ReleaseRange()).intersected(with: recipe)
        var out: [String] = []
        for words in [step.command, step.check].compactMap({ $0 }) {
            for table in tables { out += table.problems(running: words, in: range) }
            out += NodeIdentity.problems(running: words)
            if let unit = SessionUnit.switchedOff(by: words) { out.append(lockedOut(unit)) }
            out += stuck(words.map { $0[...] })
        }
        for text in [step.title, step.byHand, step.expects, step.undo].compactMap({ $0 }) {
            for table in tables { out += table.problems(naming: text, in: range) }
            out += NodeIdentity.problems(naming: text) + session(text)
            out += stuck(text.split(whereSeparator: \.isWhitespace))
        }
        return out
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
