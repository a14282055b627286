/// One line for each file of each case of the matrices: on which machines it has which text, each text by its mode and a short hash.
public struct Digest: Sendable {
    private struct Entry: Sendable {
        var key: String
        var texts: [MatrixText]

        /// `plans/stacked-1.36 /etc/crictl.yaml 0644 9d1f7ffd4d11 on cp1 cp2, …`
        var line: String {
            var machines: [(text: String, on: [String])] = []
            for text in texts {
                let short = [text.note, text.hash].filter { !$0.isEmpty }.joined(separator: " ")
                if let at = machines.firstIndex(where: { $0.text == short }) {
                    machines[at].on.append(text.machine)
                } else {
                    machines.append((short, [text.machine]))
                }
            }
            let parts = machines.map { $0.text + ($0.on == [""] ? "" : " on \($0.on.joined(separator: " "))") }
            return "\(key) \(parts.joined(separator: ", "))"
        }
    }

    private let entries: [Entry]

    public init(_ texts: [MatrixText]) {
        var at: [String: Int] = [:]
        var entries: [Entry] = []
        for text in texts where text.isInDigest {
            let key = "\(text.example) \(text.path.replacing(" ", with: "\\ "))"
            if let index = at[key] {
                entries[index].texts.append(text)
            } else {
                at[key] = entries.count
                entries.append(Entry(key: key, texts: [text]))
            }
        }
        self.entries = entries.sorted { $0.key < $1.key }
    }

    /// As its golden has it.
    public var text: String { entries.map { $0.line + "\n" }.joined() }

    /// What differs from the golden of that name: every case and file that does, and of each kind of text one as it is now against
    /// the nearest that the goldens hold whole. Nil when nothing does.
    public func difference(_ name: String, in folder: GoldenFolder) -> String? {
        guard !folder.isRecording, let golden = folder.text(name), golden != text else { return folder.difference(text, name) }
        let before = Self.lines(golden), now = Dictionary(entries.map { ($0.key, $0) }) { first, _ in first }
        let gone = before.keys.filter { now[$0] == nil }.sorted()
        let changed = entries.filter { before[$0.key] != $0.line }
        var out = ["The matrix is not as \(name) of \(folder.path) has it."]
        out += gone.prefix(20).map { "gone: \($0)" }
        if gone.count > 20 { out.append("… and \(gone.count - 20) more are gone") }
        out += changed.prefix(40).map { (before[$0.key] == nil ? "new: " : "differs: ") + $0.line }
        if changed.count > 40 { out.append("… and \(changed.count - 40) more") }
        var kinds: Set<String> = []
        for entry in changed {
            let old = before[entry.key] ?? ""
            guard let text = entry.texts.first(where: { !old.contains($0.hash) }) else { continue }
            guard kinds.insert("\(text.golden) \(text.kind)").inserted, kinds.count <= 8 else { continue }
            out.append(compared(text, Self.hash(in: old, on: text.machine), in: folder))
        }
        if kinds.count > 8 { out.append("… and \(kinds.count - 8) kinds of text more") }
        return out.joined(separator: "\n")
    }

    /// A text against what it was, where another case or a golden still has that; else against the section of its golden that has
    /// the fewest other lines.
    private func compared(_ text: MatrixText, _ old: String?, in folder: GoldenFolder) -> String {
        let sections = GoldenSection.sections(folder.text(text.golden) ?? "")
        let was =
            sections.map(\.content).first { MatrixText.hash($0) == old }
            ?? entries.lazy.flatMap(\.texts).first { $0.hash == old }?.content
        if let was { return "\n\(text.heading) as it was and as it is:\n\(LineDifference(was, text.content).text())" }
        let near = sections.map { (heading: $0.heading, difference: LineDifference($0.content, text.content)) }
            .min { $0.difference.count < $1.difference.count }
        guard let near else { return "\n\(text.heading) as it is; nothing of its kind is kept whole:\n\(text.content)" }
        if near.difference.count == 0 { return "\n\(text.heading) now reads as \(near.heading) does in \(text.golden)." }
        return "\n\(text.heading) as it is, against \(near.heading) in \(text.golden):\n\(near.difference.text())"
    }

    /// The hash that a line of a digest has for a machine.
    private static func hash(in line: String, on machine: String) -> String? {
        let parts = line.split(separator: ", ").map { $0.split(separator: " on ", maxSplits: 1) }
        let part = parts.first { $0.count < 2 || $0[1].split(separator: " ").contains { $0 == machine } }
        return part?.first?.split(separator: " ").last.map(String.init)
    }

    /// The lines of a digest by their case and file.
    private static func lines(_ text: String) -> [String: String] {
        var out: [String: String] = [:]
        for line in text.split(separator: "\n") {
            guard let first = line.firstIndex(of: " ") else { continue }
            var end = line[line.index(after: first)...].startIndex
            var last: Character = " "
            while end < line.endIndex, line[end] != " " || last == "\\" {
                last = line[end]
                end = line.index(after: end)
            }
            out[String(line[..<end])] = String(line)
        }
        return out
    }
}
