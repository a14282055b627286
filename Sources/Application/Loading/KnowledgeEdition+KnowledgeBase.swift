import Facts
import KnowledgeFormat
import Planning
import Screens
import YAML

extension KnowledgeEdition {
    /// - Parameter now: this machine's clock.
    init(_ knowledge: KnowledgeBase, now: Instant) {
        self.init(
            day: knowledge.day, age: KnowledgeAge(knowledge.planning.parts, at: now).sentence,
            overlays: knowledge.overlays.map(\.says), leftOut: knowledge.overlays.flatMap { $0.leftOut.map(\.description) })
    }
}
