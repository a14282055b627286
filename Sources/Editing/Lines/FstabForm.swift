import Text

/// /etc/fstab: source, target, type, options, and two numbers, parted by blanks (fstab(5)); blanks in a field are written `\040`.
enum FstabForm: LineForm {
    static let names = ["source", "target", "type", "options", "dump", "pass"]
    private static let options = 3

    static func rows(_ text: SourceText) -> [LineRow] {
        (0..<text.lineCount).compactMap { line in
            let words = text.words(text.content(ofLine: line))
            guard let first = words.first, text.bytes[first.lowerBound] != UInt8(ascii: "#"), words.count >= 3 else { return nil }
            return LineRow(fields: words.map { Octal.unescaped(text.string($0)) }, ranges: words, lines: line..<(line + 1))
        }
    }

    private static func encoded(_ text: String) -> String {
        text.unicodeScalars.map { scalar in
            switch scalar {
            case " ": "\\040"
            case "\t": "\\011"
            case "\\": "\\134"
            case "#": "\\043"
            default: String(scalar)
            }
        }.joined()
    }

    /// The rows that a path selects, and which field of theirs it means.
    private static func place(_ path: EditPath, _ rows: [LineRow]) throws(EditError) -> (
        rows: [Int], rest: ArraySlice<EditPath.Segment>
    ) {
        guard case .item(let name, let value)? = path.segments.first, let field = names.prefix(3).firstIndex(of: name) else {
            throw .unfit("\(path) selects no line of fstab: [target=/path], [source=…] or [type=…] is expected first.")
        }
        return (rows.indices.filter { rows[$0].fields[field] == value }, path.segments.dropFirst())
    }

    /// The one row, the field, and the part of its options.
    private static func field(
        _ path: EditPath, _ rows: [LineRow]
    ) throws(EditError) -> (row: Int, field: Int, part: EditPath.Segment?) {
        let (own, rest) = try place(path, rows)
        guard case .key(let name)? = rest.first, let field = names.firstIndex(of: name), rest.count <= (field == options ? 2 : 1)
        else {
            throw .unfit("\(path) is no field of fstab: one of \(names.joined(separator: ", ")) is expected after the line.")
        }
        guard let row = own.first else { throw .missing(path, "no line of fstab is so") }
        guard own.count == 1 else {
            throw .ambiguous(path, lines: own.map { rows[$0].lines.lowerBound + 1 }, "one line is expected")
        }
        guard rows[row].fields.indices.contains(field) else {
            throw .missing(path, "line \(rows[row].lines.lowerBound + 1) ends before the field \(name)")
        }
        return (row, field, rest.dropFirst().first)
    }

    private static func write(_ row: Int, _ field: Int, _ value: String, _ rows: [LineRow]) -> [LineChange] {
        var fields = rows[row].fields
        if fields[field] == value { return [] }
        fields[field] = value
        return [.write(row, rows[row].ranges[field], encoded(value), fields: fields)]
    }

    static func setting(_ path: EditPath, _ value: EditValue, _ rows: [LineRow], _ text: SourceText) throws(EditError)
        -> [LineChange]
    {
        let (row, field, part) = try field(path, rows)
        let wanted = try value.line(for: path)
        guard !wanted.isEmpty else { throw .unfit("The value of \(path) is expected not to be empty.") }
        guard let part else { return write(row, field, wanted, rows) }
        var members = rows[row].fields[field].split(separator: ",").map { String($0) }
        switch part {
        case .member(let member):
            guard member == wanted, !member.contains(",") else {
                throw .unfit("\(path) names an option; the same text is expected as its value.")
            }
            if !members.contains(member) { members.append(member) }
        case .key(let key):
            guard !wanted.contains(",") else { throw .unfit("The value of \(path) has a comma, which parts options.") }
            let option = key + "=" + wanted
            if let at = members.firstIndex(where: { $0.hasPrefix(key + "=") }) {
                members[at] = option
            } else {
                members.append(option)
            }
        default: throw .unfit("\(path) is no option: options[=noatime] or options.size is expected.")
        }
        return write(row, field, members.joined(separator: ","), rows)
    }

    static func removing(_ path: EditPath, _ rows: [LineRow], _ text: SourceText) throws(EditError) -> [LineChange] {
        let (own, rest) = try place(path, rows)
        if rest.isEmpty { return own.map { .remove($0) } }
        if own.isEmpty { return [] }
        let (row, field, part) = try field(path, rows)
        let members = rows[row].fields[field].split(separator: ",").map { String($0) }
        let left: [String]
        switch part {
        case .member(let member): left = members.filter { $0 != member }
        case .key(let key): left = members.filter { !$0.hasPrefix(key + "=") }
        default: throw .unfit("\(path) is a field that every line has; only options, or the whole line, can be removed.")
        }
        if left.count == members.count { return [] }
        return write(row, field, left.isEmpty ? "defaults" : left.joined(separator: ","), rows)
    }
}
