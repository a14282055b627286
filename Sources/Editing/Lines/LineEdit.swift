/// One setting of a file in which settings have lines of their own.
struct LineRow {
    /// What it says, part by part, as its readers understand it.
    var fields: [String]
    /// Where each part stands.
    var ranges: [Range<Int>]
    /// The lines it takes up, counted from 0.
    var lines: Range<Int>
}

/// What is to be done with the rows.
enum LineChange {
    /// A row's text is written anew at one place, and then it says this.
    case write(Int, Range<Int>, String, fields: [String])
    case remove(Int)
    /// New lines before a line of the file (counted from 0; as many as there are for its end). All but the last are no settings; the last one says this.
    case insert(line: Int, [String], fields: [String])
}

/// How such a file is read, and what a change comes to in it.
protocol LineForm {
    /// The settings in their order. Lines that are none (comments, empty ones, what nobody understands) are left out.
    static func rows(_ text: SourceText) throws(EditError) -> [LineRow]
    /// What makes the setting have the value; empty where it has.
    static func setting(_ path: EditPath, _ value: EditValue, _ rows: [LineRow], _ text: SourceText) throws(EditError)
        -> [LineChange]
    /// What takes the setting away; empty where it is not there.
    static func removing(_ path: EditPath, _ rows: [LineRow], _ text: SourceText) throws(EditError) -> [LineChange]
    /// Whether a text to be replaced stands for whole lines.
    static var replacesWholeLines: Bool { get }
}

extension LineForm {
    static var replacesWholeLines: Bool { false }
}

/// Makes changes in a file of lines, reads the result and compares its rows and its other lines.
struct LineEdit<Form: LineForm> {
    func apply(_ change: FileEdit.Change, to bytes: [UInt8]) throws(EditError) -> [UInt8] {
        let text = SourceText(bytes)
        switch change {
        case .set(let path, let value):
            let rows = try Form.rows(text)
            return try make(try Form.setting(path, value, rows, text), rows, text)
        case .remove(let path):
            let rows = try Form.rows(text)
            return try make(try Form.removing(path, rows, text), rows, text)
        case .comment(let path):
            let rows = try Form.rows(text)
            return try comment(path, try Form.removing(path, rows, text), rows, text)
        case .append(let lines):
            let before = try Form.rows(text).map(\.fields)
            let after = try TextEdit.append(lines, to: bytes)
            guard try reread(SourceText(after)).map(\.fields).starts(with: before) else {
                throw .broken(line: nil, "the lines would change what stands before them.")
            }
            return after
        case .replace(let one, let other):
            if Form.replacesWholeLines { return try replaceLines(one, other, text) }
            let after = try TextEdit.replace(one, with: other, in: bytes)
            if (try? Form.rows(text)) != nil { _ = try reread(SourceText(after)) }
            return after
        }
    }

    private func reread(_ text: SourceText) throws(EditError) -> [LineRow] {
        do throws(EditError) {
            return try Form.rows(text)
        } catch {
            if case .unreadable(let line, let sentence) = error { throw .broken(line: line, sentence) }
            throw error
        }
    }

    private func make(_ changes: [LineChange], _ rows: [LineRow], _ text: SourceText) throws(EditError) -> [UInt8] {
        guard !changes.isEmpty else { return text.bytes }
        var pieces: [(range: Range<Int>, text: String)] = []
        var gone: [Range<Int>] = []
        var wanted: [[String]?] = rows.map(\.fields)
        var new: [(row: Int, fields: [String])] = []
        var more = 0
        for change in changes {
            switch change {
            case .write(let row, let range, let raw, let fields):
                pieces.append((range, raw))
                wanted[row] = fields
            case .remove(let row):
                gone += rows[row].lines.map { text.whole(line: $0) }
                wanted[row] = nil
            case .insert(let line, let lines, let fields):
                pieces.append(Self.inserting(lines, before: line, text))
                new.append((rows.firstIndex { $0.lines.lowerBound >= line } ?? rows.count, fields))
                more += lines.count - 1
            }
        }
        let after = text.replacing(pieces + text.cutting(gone))
        var expected: [[String]] = []
        for (row, fields) in (wanted + [nil]).enumerated() {
            expected += new.filter { $0.row == row }.map(\.fields)
            if let fields { expected.append(fields) }
        }
        try compare(SourceText(after), expected, Self.others(rows, text), more: more)
        return after
    }

    private static func inserting(_ lines: [String], before line: Int, _ text: SourceText) -> (range: Range<Int>, text: String) {
        let at = line < text.lineCount ? text.lineStarts[line] : text.bytes.count
        let isOpen = at == text.bytes.count && !text.endsWithNewline
        return (at..<at, lines.map { isOpen ? text.lineEnd + $0 : $0 + text.lineEnd }.joined())
    }

    private func comment(_ path: EditPath, _ changes: [LineChange], _ rows: [LineRow], _ text: SourceText) throws(EditError)
        -> [UInt8]
    {
        var gone: Set<Int> = []
        var pieces: [(range: Range<Int>, text: String)] = []
        for change in changes {
            guard case .remove(let row) = change else {
                throw .unfit("\(path) is only a part of a line, which cannot be made a comment by itself; it can be removed.")
            }
            gone.insert(row)
            for line in rows[row].lines { pieces.append((text.lineStarts[line]..<text.lineStarts[line], "# ")) }
        }
        guard !gone.isEmpty else { return text.bytes }
        let after = text.replacing(pieces)
        let left = rows.indices.filter { !gone.contains($0) }.map { rows[$0].fields }
        try compare(SourceText(after), left, Self.others(rows, text), more: pieces.count)
        return after
    }

    /// Lines that are no settings.
    private static func others(_ rows: [LineRow], _ text: SourceText) -> [ArraySlice<UInt8>] {
        var isRow = [Bool](repeating: false, count: text.lineCount)
        for row in rows { for line in row.lines { isRow[line] = true } }
        return (0..<text.lineCount).filter { !isRow[$0] }.map { text.bytes[text.content(ofLine: $0)] }
    }

    /// The rows are those expected, and of the other lines none is lost.
    private func compare(_ text: SourceText, _ expected: [[String]], _ others: [ArraySlice<UInt8>], more: Int) throws(EditError) {
        let rows = try reread(text)
        var left = others[...]
        let now = Self.others(rows, text)
        for line in now where left.first?.elementsEqual(line) == true { left = left.dropFirst() }
        guard rows.map(\.fields) == expected, left.isEmpty, now.count == others.count + more else {
            throw .broken(line: nil, "something else would change with it; edit the file by hand.")
        }
    }

    /// Whole lines for others, where they stand exactly once.
    private func replaceLines(_ one: String, _ other: String, _ text: SourceText) throws(EditError) -> [UInt8] {
        func lines(_ text: String) -> [[UInt8]] {
            var lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }.map { Array($0.utf8) }
            if lines.count > 1, lines.last?.isEmpty == true { lines.removeLast() }
            return lines
        }
        let there = (0..<text.lineCount).map { Array(text.bytes[text.content(ofLine: $0)]) }
        func places(_ wanted: [[UInt8]]) -> [Int] {
            (0..<max(0, there.count - wanted.count + 1)).filter { there[$0..<($0 + wanted.count)].elementsEqual(wanted) }
        }
        let (old, new) = (lines(one), lines(other))
        let done = other.isEmpty ? [] : places(new)
        let open = places(old).filter { at in !done.contains { $0 <= at && at + old.count <= $0 + new.count } }
        if open.isEmpty, !done.isEmpty { return text.bytes }
        guard open.count == 1, let at = open.first else { throw .matches(of: one, lines: open.map { $0 + 1 }) }
        let range = text.lineStarts[at]..<text.content(ofLine: at + old.count - 1).upperBound
        if other.isEmpty { return text.replacing(text.cutting([range.lowerBound..<text.nextLine(after: range.upperBound)])) }
        return text.replacing(range, with: new.map { String(decoding: $0, as: UTF8.self) }.joined(separator: text.lineEnd))
    }
}

extension SourceText {
    /// The words of a part of the text, parted by blanks.
    func words(_ range: Range<Int>) -> [Range<Int>] {
        var out: [Range<Int>] = []
        var at = range.lowerBound
        while at < range.upperBound {
            if Self.isBlank(bytes[at]) {
                at += 1
                continue
            }
            let end = bytes[at..<range.upperBound].firstIndex(where: Self.isBlank) ?? range.upperBound
            out.append(at..<end)
            at = end
        }
        return out
    }

    /// The part of a line without the blanks around it.
    func trimmed(_ range: Range<Int>) -> Range<Int> {
        let from = min(skipBlanks(range.lowerBound), range.upperBound)
        return from..<trimmedEnd(range.upperBound, notBefore: from)
    }
}

extension EditPath {
    /// The keys of a path joined with dots, for names that have dots themselves: `net.ipv4.ip_forward`, `192.168.10.11`.
    ///
    /// - Parameter part: what of the path follows the keys.
    func dotted(allowing part: Int = 0) throws(EditError) -> (name: String, rest: [Segment]) {
        var keys: [String] = []
        var rest = segments[...]
        while case .key(let key)? = rest.first {
            keys.append(key)
            rest = rest.dropFirst()
        }
        guard !keys.isEmpty, rest.count <= part else { throw .unfit("\(self) is no setting of a file of this form.") }
        return (keys.joined(separator: "."), Array(rest))
    }
}

extension EditValue {
    /// The value as it stands on one line.
    func line(for path: EditPath) throws(EditError) -> String {
        guard let text = plain else {
            throw .unfit("The value of \(path) is expected to be a text or a number, but it is \(kindName).")
        }
        guard text.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F || $0 == "\t" }) else {
            throw .unfit("The value of \(path) has a line end or a control character; one line is expected.")
        }
        return text
    }
}
