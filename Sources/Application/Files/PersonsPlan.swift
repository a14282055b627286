import Editing
import Planning
import YAML

/// A plan file that a person wrote, with the answers of the wizard put into it: only what differs is changed, so that comments, order and
/// whatever else a person cares for stay.
enum PersonsPlan {
    /// - Returns: the same bytes where the plan says what the file says; nil where a change cannot be made without touching something else.
    static func bytes(_ plan: ClusterPlan, in bytes: [UInt8], name: String) -> [UInt8]? {
        guard let file = PlanFile.read(bytes, name: name).file else { return nil }
        if file.plan == plan { return bytes }
        let changes = changes(PlanWriter.entries(file.plan), PlanWriter.entries(plan), [])
        guard let out = try? FileEdit(.yaml, changes).apply(to: bytes) else { return nil }
        // What is read back decides, not what was meant.
        return PlanFile.read(out, name: name).file?.plan == plan ? out : nil
    }

    private static func changes(_ old: [ConfigEntry], _ new: [ConfigEntry], _ path: [String]) -> [FileEdit.Change] {
        func at(_ key: String) -> EditPath { EditPath(segments: (path + [key]).map { .key($0) }) }
        let before = Dictionary(old.map { ($0.key, $0.value) }) { first, _ in first }
        let after = Set(new.map(\.key))
        return old.filter { !after.contains($0.key) }.map { .remove(at($0.key)) }
            + new.flatMap { entry -> [FileEdit.Change] in
                let there = before[entry.key]
                if there == entry.value { return [] }
                if case .map(let inner) = entry.value, case .map(let outer)? = there {
                    return changes(outer, inner, path + [entry.key])
                }
                return [.set(at(entry.key), EditValue(entry.value))]
            }
    }
}

extension EditValue {
    fileprivate init(_ value: ConfigValue) {
        self =
            switch value {
            case .text(let text), .block(let text): .text(text)
            case .integer(let number): .integer(number)
            case .number(let text): Double(text).map { .number($0) } ?? .text(text)
            case .flag(let flag): .flag(flag)
            case .null: .null
            case .list(let list): .list(list.map { EditValue($0) })
            case .map(let entries): .map(Dictionary(entries.map { ($0.key, EditValue($0.value)) }) { first, _ in first })
            }
    }
}
