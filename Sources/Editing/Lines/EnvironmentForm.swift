/// `KEY=value` as systemd reads an EnvironmentFile (systemd.exec(5)): the value in double quotes, in single quotes or bare, over several
/// lines where the quote or a backslash says so. Of several lines for one key the last one counts.
///
/// A row's fields are the key and the value without its quotes.
enum EnvironmentForm: LineForm {
    static func rows(_ text: SourceText) throws(EditError) -> [LineRow] {
        var rows: [LineRow] = []
        var line = 0
        while line < text.lineCount {
            let range = text.trimmed(text.content(ofLine: line))
            guard let first = text.bytes[range].first, first != UInt8(ascii: "#"), first != UInt8(ascii: ";"),
                let equals = text.bytes[range].firstIndex(of: UInt8(ascii: "="))
            else {
                line += 1
                continue
            }
            let key = text.trimmed(range.lowerBound..<equals)
            let start = text.trimmed((equals + 1)..<range.upperBound).lowerBound
            var value = EnvironmentValue(text, at: start)
            try value.read()
            let last = max(line, text.lineIndex(of: max(start, value.range.upperBound - 1)))
            if isName(text.bytes[key]) {
                rows.append(
                    LineRow(fields: [text.string(key), value.decoded], ranges: [key, value.range], lines: line..<(last + 1)))
            }
            line = last + 1
        }
        return rows
    }

    private static func isName(_ bytes: some Collection<UInt8>) -> Bool {
        guard let first = bytes.first, !(48...57).contains(first) else { return false }
        return bytes.allSatisfy { (48...57).contains($0) || (65...90).contains($0 & 0xDF) || $0 == UInt8(ascii: "_") }
    }

    /// The key, and the flag in its value.
    private static func place(_ path: EditPath) throws(EditError) -> (key: String, flag: FlagName?) {
        guard case .key(let key)? = path.segments.first, isName(key.utf8) else {
            throw .unfit("\(path) is no variable; KEY or KEY.--flag is expected.")
        }
        guard path.segments.count > 1 else { return (key, nil) }
        return (key, try FlagName(path.segments.dropFirst(), path))
    }

    static func setting(_ path: EditPath, _ value: EditValue, _ rows: [LineRow], _ text: SourceText) throws(EditError)
        -> [LineChange]
    {
        let (key, flag) = try place(path)
        let last = rows.lastIndex { $0.fields[0] == key }
        let old = last.map { EnvironmentValue(text, at: rows[$0].ranges[1].lowerBound, to: rows[$0].ranges[1].upperBound) }
        guard let flag else {
            let wanted = try value.line(for: path)
            let raw = EnvironmentValue.written(wanted, isBare: old?.style == .bare && old?.range.isEmpty == false)
            guard let last else { return [.insert(line: text.lineCount, ["\(key)=\(raw)"], fields: [key, wanted])] }
            return rows[last].fields[1] == wanted ? [] : [.write(last, rows[last].ranges[1], raw, fields: [key, wanted])]
        }
        return try flags(key, last, old, rows, text, path) { (list) throws(EditError) in try list.setting(flag, value, path) }
    }

    static func removing(_ path: EditPath, _ rows: [LineRow], _ text: SourceText) throws(EditError) -> [LineChange] {
        let (key, flag) = try place(path)
        guard let flag else { return rows.indices.filter { rows[$0].fields[0] == key }.map { .remove($0) } }
        guard let last = rows.lastIndex(where: { $0.fields[0] == key }) else { return [] }
        let old = EnvironmentValue(text, at: rows[last].ranges[1].lowerBound, to: rows[last].ranges[1].upperBound)
        return try flags(key, last, old, rows, text, path) { (list) throws(EditError) in try list.removing(flag, path) }
    }

    /// Brings the flags of a value in order.
    private static func flags(
        _ key: String, _ last: Int?, _ old: EnvironmentValue?, _ rows: [LineRow], _ text: SourceText, _ path: EditPath,
        _ next: (FlagList) throws(EditError) -> FlagList.Change?
    ) throws(EditError) -> [LineChange] {
        var words = FlagWords(old?.inner ?? "")
        let line = last.map { rows[$0].lines.lowerBound + 1 } ?? text.lineCount + 1
        guard words.isClosed else {
            throw .unfit("Line \(line): a quote in the value of \(key) is not closed; edit the file by hand.")
        }
        let before = words.text
        // Each round brings one occurrence of the flag in order.
        var rounds = 0
        while let change = try next(
            FlagList(words: words.words, line: { _ in line }, takesNoArguments: key.hasPrefix("KUBELET_")))
        {
            rounds += 1
            guard rounds <= 200 else { throw .unfit("\(path) stands in the value more often than can be put in order.") }
            try words.make(change, path)
        }
        guard words.text != before else { return [] }
        guard let last, let old else {
            return [.insert(line: text.lineCount, ["\(key)=\"\(words.text)\""], fields: [key, words.text])]
        }
        guard old.isSimple else {
            throw .unfit("Line \(line): the value of \(key) is written with escapes or several quotes; edit the file by hand.")
        }
        // One bare word needs no quotes; where it becomes two, a shell would take them apart.
        let raw =
            switch old.style {
            case .bare: words.words.count > 1 && !old.inner.contains { " \t\"'".contains($0) } ? "\"\(words.text)\"" : words.text
            case .double: "\"\(words.text)\""
            case .single: "'\(words.text)'"
            }
        return [.write(last, rows[last].ranges[1], raw, fields: [key, words.text])]
    }
}

/// The words of a value, with the blanks between as they are; what stands in quotes is one word.
struct FlagWords {
    private(set) var text: String

    init(_ text: String) { self.text = text }

    /// Whether each quote has its other one.
    var isClosed: Bool { split.isClosed }

    private var ranges: [Range<String.UTF8View.Index>] { split.ranges }

    private var split: (ranges: [Range<String.UTF8View.Index>], isClosed: Bool) {
        var out: [Range<String.UTF8View.Index>] = []
        var start: String.UTF8View.Index?
        var quote: UInt8?
        for at in text.utf8.indices {
            let byte = text.utf8[at]
            if quote == byte { quote = nil } else if quote == nil, byte == 34 || byte == 39 { quote = byte }
            if byte == 32 || byte == 9, quote == nil {
                if let begun = start { out.append(begun..<at) }
                start = nil
            } else if start == nil {
                start = at
            }
        }
        if let start { out.append(start..<text.utf8.endIndex) }
        return (out, quote == nil)
    }

    var words: [String] { ranges.map { String(text[$0]) } }

    mutating func make(_ change: FlagList.Change, _ path: EditPath) throws(EditError) {
        let ranges = ranges
        switch change {
        case .replace(let at, let word):
            guard !text[ranges[at]].contains(where: { $0 == "\"" || $0 == "'" }) else {
                throw .unfit("\(path) stands in quotes inside the value; edit the file by hand.")
            }
            text.replaceSubrange(ranges[at], with: try checked(word, path))
        case .remove(let at):
            // The blanks before it go too, or those behind it where it is the first.
            let start = at > 0 ? ranges[at - 1].upperBound : ranges[at].lowerBound
            let end = at > 0 || ranges.count == 1 ? ranges[at].upperBound : ranges[at + 1].lowerBound
            text.removeSubrange(start..<end)
        case .add(let word):
            let word = try checked(word, path)
            if let last = ranges.last { text.insert(contentsOf: " " + word, at: last.upperBound) } else { text = word }
        }
    }

    private func checked(_ word: String, _ path: EditPath) throws(EditError) -> String {
        guard word.utf8.allSatisfy({ $0 > 32 && $0 != 0x7F && !"\"'\\$`".utf8.contains($0) }) else {
            throw .unfit(
                "The value of \(path) has a blank, a quote, a backslash or a dollar sign; in a list of flags it would be taken apart."
            )
        }
        return word
    }
}
