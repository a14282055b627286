/// The lines in which two texts differ, with those around them.
struct LineDifference {
    private enum Line {
        case same(String)
        case removed(String)
        case added(String)

        var isSame: Bool { if case .same = self { true } else { false } }
    }

    private var lines: [Line] = []

    /// How many lines only one of the texts has.
    var count: Int { lines.count { !$0.isSame } }

    init(_ old: String, _ new: String) {
        var old = Self.lines(old), new = Self.lines(new)
        let head = zip(old, new).prefix { $0 == $1 }.map(\.0)
        old.removeFirst(head.count)
        new.removeFirst(head.count)
        let tail = Array(zip(old.reversed(), new.reversed()).prefix { $0 == $1 }.map(\.0).reversed())
        old.removeLast(tail.count)
        new.removeLast(tail.count)
        lines = head.map { .same($0) } + Self.middle(old, new) + tail.map { .same($0) }
    }

    /// Texts without a common begin or end. The search takes time with the square of what differs: of very long ones, all does.
    private static func middle(_ old: [String], _ new: [String]) -> [Line] {
        guard old.count + new.count < 6000 else { return old.map { .removed($0) } + new.map { .added($0) } }
        let difference = new.difference(from: old)
        let removed = Set(difference.removals.map(offset)), added = Set(difference.insertions.map(offset))
        var out: [Line] = [], left = 0, right = 0
        while left < old.count || right < new.count {
            if removed.contains(left) {
                out.append(.removed(old[left]))
                left += 1
            } else if added.contains(right) {
                out.append(.added(new[right]))
                right += 1
            } else {
                out.append(.same(old[left]))
                left += 1
                right += 1
            }
        }
        return out
    }

    private static func offset(_ change: CollectionDifference<String>.Change) -> Int {
        switch change {
        case .insert(let offset, _, _), .remove(let offset, _, _): offset
        }
    }

    /// The last line's end is a line of its own, so that its absence shows.
    private static func lines(_ text: String) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    /// As `diff -u` shows them: `-` as it should be, `+` as it is. Before lines of a part that begins with a marked line stands
    /// that line.
    func text(marking mark: String = "", limit: Int = 120) -> String {
        let near = Set(lines.indices.filter { !lines[$0].isSame }.flatMap { $0 - 2...$0 + 2 })
        var out: [String] = [], marked = "", last = -1, number = 0
        for (at, line) in lines.enumerated() {
            let (sign, text) =
                switch line {
                case .same(let text): (" ", text)
                case .removed(let text): ("-", text)
                case .added(let text): ("+", text)
                }
            if sign != "-" { number += 1 }
            if near.contains(at) {
                if at != last + 1 || out.isEmpty {
                    out.append("@@ line \(sign == "-" ? number + 1 : number)" + (marked.isEmpty ? "" : " of \(marked)"))
                }
                out.append(sign + text)
                last = at
            }
            if !mark.isEmpty, sign != "-", text.hasPrefix(mark) { marked = String(text.dropFirst(mark.count)) }
        }
        let more = out.count - limit
        return (more > 0 ? out.prefix(limit) + ["… and \(more) lines more"] : out[...]).joined(separator: "\n")
    }
}
