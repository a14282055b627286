import Diagnosis
import Planning
import YAML

extension KnowledgeFolder {
    /// Reads a folder that is laid over other knowledge, as `read` does, and leaves out each file with a fault: it costs itself and no
    /// other. What names a rule or a recipe of such a file loses that name.
    public static func readSound(
        _ files: [KnowledgeFile], beside base: KnowledgeBase, catalogue: Set<String>? = nil
    ) -> (KnowledgeBase, [KnowledgeProblem]) {
        var sound = files
        var lost: Set<String> = []
        var problems: [KnowledgeProblem] = []
        while true {
            let (knowledge, found) = read(sound, beside: base, excusing: lost, catalogue: catalogue)
            guard !found.isEmpty else { return (knowledge.naming(onlyKnownBeside: base), problems) }
            problems += found
            let faulty = Set(found.map(\.file))
            let bad = sound.filter { faulty.contains($0.shownAs) }
            // Each problem is of one of the files; were one not, none of them could be trusted.
            guard !bad.isEmpty else { return (KnowledgeBase(), problems) }
            lost.formUnion(bad.map(\.id))
            sound.removeAll { faulty.contains($0.shownAs) }
        }
    }
}

extension KnowledgeFile {
    /// The file's name without its ending, which is the id of what is in it.
    var id: String {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return name.hasSuffix(".yaml") ? String(name.dropLast(5)) : name
    }
}

extension KnowledgeBase {
    /// Without names of rules and recipes that neither this nor the other knowledge has.
    fileprivate func naming(onlyKnownBeside base: KnowledgeBase) -> KnowledgeBase {
        var out = self
        let ruleIDs = Set((base.rules + rules).map(\.id))
        let recipeIDs = Set((base.recipes + recipes).map(\.id))
        let stateIDs = Set((base.states + states).map(\.id))
        for index in out.rules.indices {
            out.rules[index].leadsTo.removeAll { !ruleIDs.contains($0) }
            out.rules[index].recipes.removeAll { !recipeIDs.contains($0) }
        }
        for index in out.texts.indices {
            out.texts[index].leads.removeAll { !ruleIDs.contains($0) && !recipeIDs.contains($0) && !stateIDs.contains($0) }
        }
        let isKnown = { (id: String) in ruleIDs.contains(id) || recipeIDs.contains(id) }
        for index in out.states.indices {
            out.states[index].leads.removeAll { !isKnown($0) }
            for way in out.states[index].ways.indices { out.states[index].ways[way].leads.removeAll { !isKnown($0) } }
        }
        out.texts.removeAll { $0.leads.isEmpty && $0.meaning == nil }
        return out
    }
}
