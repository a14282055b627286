/// The difference of two texts, line by line.
public enum LineDiff {
    /// A line and what became of it.
    public enum Line: Sendable, Equatable {
        case same(String)
        case added(String)
        case removed(String)
        /// This many equal lines are left out.
        case gap(Int)
    }

    /// The lines of the new text with those that are gone, and `context` equal lines around each change.
    public static func lines(from old: String, to new: String, context: Int = 3) -> [Line] {
        let (before, after) = (split(old), split(new))
        var removed: Set<Int> = []
        var added: Set<Int> = []
        for change in after.difference(from: before) {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): added.insert(offset)
            }
        }
        var all: [Line] = []
        var (i, j) = (0, 0)
        while i < before.count || j < after.count {
            if removed.contains(i) {
                all.append(.removed(String(before[i])))
                i += 1
            } else if added.contains(j) {
                all.append(.added(String(after[j])))
                j += 1
            } else {
                all.append(.same(String(after[j])))
                i += 1
                j += 1
            }
        }
        return folded(all, context)
    }

    private static func split(_ text: String) -> [Substring] {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }

    private static func folded(_ lines: [Line], _ context: Int) -> [Line] {
        let changes = lines.indices.filter { if case .same = lines[$0] { false } else { true } }
        var near = [Bool](repeating: false, count: lines.count)
        for at in changes { for index in max(0, at - context)..<min(lines.count, at + context + 1) { near[index] = true } }
        var out: [Line] = []
        var hidden = 0
        for (index, line) in lines.enumerated() {
            if near[index] {
                if hidden > 0 { out.append(.gap(hidden)) }
                hidden = 0
                out.append(line)
            } else {
                hidden += 1
            }
        }
        if hidden > 0, !changes.isEmpty { out.append(.gap(hidden)) }
        return out
    }
}
