/// Sections of `Key=value` as systemd reads units, drop-ins and its own files (systemd.syntax(7)): keys may repeat, an empty value takes
/// back those before it, and a backslash at a line's end goes on with the next line.
///
/// A row's fields are the section, the key and the value.
enum UnitForm: LineForm {
    static func rows(_ text: SourceText) -> [LineRow] {
        var rows: [LineRow] = []
        var section = ""
        var line = 0
        while line < text.lineCount {
            let range = text.trimmed(text.content(ofLine: line))
            let first = line
            line += 1
            guard let byte = text.bytes[range].first, !isComment(byte) else { continue }
            if byte == UInt8(ascii: "["), text.bytes[range].last == UInt8(ascii: "]") {
                section = text.string((range.lowerBound + 1)..<(range.upperBound - 1))
                continue
            }
            // The lines that a backslash joins, without the comments among them.
            var parts = [range]
            while let last = parts.last, text.bytes[last].last == UInt8(ascii: "\\"), line < text.lineCount {
                let next = text.trimmed(text.content(ofLine: line))
                line += 1
                if text.bytes[next].first.map(isComment) != true { parts.append(next) }
            }
            guard let equals = text.bytes[range].firstIndex(of: UInt8(ascii: "=")) else { continue }
            let key = text.trimmed(range.lowerBound..<equals)
            guard !key.isEmpty else { continue }
            let start = text.trimmed((equals + 1)..<range.upperBound).lowerBound
            parts[0] = start..<range.upperBound
            let end = text.trimmed(text.content(ofLine: line - 1)).upperBound
            rows.append(
                LineRow(
                    fields: [section, text.string(key), joined(parts, text)], ranges: [key, start..<max(start, end)],
                    lines: first..<line))
        }
        return rows
    }

    private static func isComment(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "#") || byte == UInt8(ascii: ";") }

    private static func joined(_ parts: [Range<Int>], _ text: SourceText) -> String {
        parts.enumerated().map { at, part in
            let isOpen = text.bytes[part].last == UInt8(ascii: "\\")
            return text.string(part.lowerBound..<(isOpen ? part.upperBound - 1 : part.upperBound))
        }.joined(separator: " ")
    }

    /// What a path names: a section's key, and one of its values.
    private static func place(_ path: EditPath) throws(EditError) -> (section: String, key: String, member: String?) {
        guard path.segments.count >= 2, path.segments.count <= 3, case .key(let section) = path.segments[0],
            case .key(let key) = path.segments[1], !section.contains(where: { $0.isNewline || $0 == "]" || $0 == "[" }),
            !section.isEmpty,
            !key.isEmpty, key.utf8.allSatisfy({ $0 > 32 && !"=[]#;\\".utf8.contains($0) })
        else { throw .unfit("\(path) is no setting of a file with sections: Section.Key is expected.") }
        guard path.segments.count == 3 else { return (section, key, nil) }
        guard case .member(let member) = path.segments[2] else {
            throw .unfit(
                "\(path) is no setting of a file with sections: Section.Key[=value] is expected for one of several values.")
        }
        return (section, key, member)
    }

    private static func line(_ value: EditValue, _ path: EditPath) throws(EditError) -> String {
        let text = try value.line(for: path)
        guard text.first?.isWhitespace != true, text.last?.isWhitespace != true, text.last != "\\" else {
            throw .unfit("The value of \(path) begins or ends with a blank, or ends with a backslash; it would not read back.")
        }
        return text
    }

    static func setting(_ path: EditPath, _ value: EditValue, _ rows: [LineRow], _ text: SourceText) throws(EditError)
        -> [LineChange]
    {
        let (section, key, member) = try place(path)
        let own = rows.indices.filter { rows[$0].fields[0] == section && rows[$0].fields[1] == key }
        // Those that an empty value has not taken back.
        let active = own.suffix(from: own.lastIndex { rows[$0].fields[2].isEmpty }.map { $0 + 1 } ?? own.startIndex)
        if let member {
            let written = try line(value, path)
            guard written == member else {
                throw .unfit("\(path) names one of several values; the same text is expected as its value.")
            }
            return active.contains { rows[$0].fields[2] == member }
                ? [] : [insert([written], section, key, own, rows, text)].flatMap { $0 }
        }
        if case .list(let list) = value {
            var wanted: [String] = []
            for item in list { wanted.append(try line(item, path)) }
            return changes(own, wanted, section, key, rows, text)
        }
        let written = try line(value, path)
        guard active.count <= 1 else {
            throw .ambiguous(
                path, lines: active.map { rows[$0].lines.lowerBound + 1 },
                "the key is repeated, so a list of all its values is expected")
        }
        if let row = active.first { return changes([row], [written], section, key, rows, text) }
        if written.isEmpty, !own.isEmpty { return [] }
        return insert([written], section, key, own, rows, text)
    }

    /// Brings the occurrences of a key to these values.
    private static func changes(
        _ own: [Int], _ wanted: [String], _ section: String, _ key: String, _ rows: [LineRow], _ text: SourceText
    ) -> [LineChange] {
        var out: [LineChange] = []
        for (row, value) in zip(own, wanted) where rows[row].fields[2] != value {
            out.append(.write(row, rows[row].ranges[1], value, fields: [section, key, value]))
        }
        for row in own.dropFirst(wanted.count) { out.append(.remove(row)) }
        if wanted.count > own.count { out += insert(Array(wanted.dropFirst(own.count)), section, key, own, rows, text) }
        return out
    }

    /// New lines after the last ones of this key, or at the end of the section.
    private static func insert(
        _ values: [String], _ section: String, _ key: String, _ own: [Int], _ rows: [LineRow], _ text: SourceText
    ) -> [LineChange] {
        let last = own.last ?? rows.lastIndex { $0.fields[0] == section }
        var lead: [String] = []
        var line = text.lineCount
        if let last {
            line = rows[last].lines.upperBound
        } else if let header = header(section, text) {
            line = header + 1
        } else {
            let isApart = text.lineCount == 0 || text.isBlank(text.content(ofLine: text.lineCount - 1))
            lead = (isApart ? [] : [""]) + ["[\(section)]"]
        }
        return values.enumerated().map { at, value in
            .insert(line: line, (at == 0 ? lead : []) + ["\(key)=\(value)"], fields: [section, key, value])
        }
    }

    /// The last line with the section's header.
    private static func header(_ section: String, _ text: SourceText) -> Int? {
        (0..<text.lineCount).last { text.string(text.trimmed(text.content(ofLine: $0))) == "[\(section)]" }
    }

    static func removing(_ path: EditPath, _ rows: [LineRow], _ text: SourceText) throws(EditError) -> [LineChange] {
        let (section, key, member) = try place(path)
        return rows.indices.filter {
            rows[$0].fields[0] == section && rows[$0].fields[1] == key && (member == nil || rows[$0].fields[2] == member)
        }.map { .remove($0) }
    }
}
