/// Any text whose lines count one by one, such as /etc/modules-load.d/k8s.conf. Lines that begin with `#` are comments.
enum WholeLinesForm: LineForm {
    static var replacesWholeLines: Bool { true }

    static func rows(_ text: SourceText) -> [LineRow] {
        (0..<text.lineCount).compactMap { line in
            let range = text.content(ofLine: line)
            if text.bytes[text.trimmed(range)].first == UInt8(ascii: "#") { return nil }
            return LineRow(fields: [text.string(range)], ranges: [range], lines: line..<(line + 1))
        }
    }

    static func setting(_ path: EditPath, _ value: EditValue, _ rows: [LineRow], _ text: SourceText) throws(EditError)
        -> [LineChange]
    {
        throw .unfit("A file of whole lines has no settings, so \(path) has no value; lines are expected to be appended.")
    }

    /// Every line that reads so, the blanks around it aside.
    static func removing(_ path: EditPath, _ rows: [LineRow], _ text: SourceText) throws(EditError) -> [LineChange] {
        guard path.segments.count == 1, case .key(let wanted)? = path.segments.first else {
            throw .unfit("\(path) is no line; the line is expected as one key in quotes.")
        }
        guard !wanted.hasPrefix("#") else { throw .unfit("\(path) is a comment, which is no setting to be removed.") }
        return rows.indices.filter { text.string(text.trimmed(rows[$0].ranges[0])) == wanted || rows[$0].fields[0] == wanted }.map
        { .remove($0) }
    }
}
