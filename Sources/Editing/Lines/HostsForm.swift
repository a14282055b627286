/// /etc/hosts: an address and its names on each line, `#` begins a comment anywhere (hosts(5)).
///
/// A row's fields are the address and the names in small letters.
enum HostsForm: LineForm {
    static func rows(_ text: SourceText) -> [LineRow] {
        (0..<text.lineCount).compactMap { line in
            let content = text.content(ofLine: line)
            let end = text.bytes[content].firstIndex(of: UInt8(ascii: "#")) ?? content.upperBound
            let words = text.words(content.lowerBound..<end)
            guard !words.isEmpty else { return nil }
            return LineRow(fields: words.map { text.string($0).lowercased() }, ranges: words, lines: line..<(line + 1))
        }
    }

    /// The address, and one of its names; the address `*` stands for every one.
    private static func place(_ path: EditPath) throws(EditError) -> (address: String, name: String?) {
        let (address, rest) = try path.dotted(allowing: 1)
        guard address.utf8.allSatisfy({ $0 > 32 && $0 != 0x7F && $0 != UInt8(ascii: "#") }) else {
            throw .unfit("\(path) is no address; address or address[=name] is expected.")
        }
        guard let part = rest.first else { return (address.lowercased(), nil) }
        guard case .member(let name) = part else { throw .unfit("\(path) is no name of an address; address[=name] is expected.") }
        return (address.lowercased(), try checked(name, path))
    }

    private static func checked(_ name: String, _ path: EditPath) throws(EditError) -> String {
        guard !name.isEmpty, name.utf8.allSatisfy({ $0 > 32 && $0 != 0x7F && $0 != UInt8(ascii: "#") }) else {
            throw .unfit("\"\(name)\" in \(path) is no name of a host.")
        }
        return name
    }

    static func setting(_ path: EditPath, _ value: EditValue, _ rows: [LineRow], _ text: SourceText) throws(EditError)
        -> [LineChange]
    {
        let (address, name) = try place(path)
        guard address != "*" else { throw .unfit("\(path) names every address; one is expected.") }
        let own = rows.indices.filter { rows[$0].fields[0] == address }
        if let name {
            guard value.plain == name else { throw .unfit("\(path) names a name; the same text is expected as its value.") }
            if own.contains(where: { rows[$0].fields.dropFirst().contains(name.lowercased()) }) { return [] }
            guard let row = own.first, let last = rows[row].ranges.last else { return insert(address, [name], rows, text) }
            let fields = rows[row].fields + [name.lowercased()]
            return [.write(row, last.upperBound..<last.upperBound, " " + name, fields: fields)]
        }
        var names: [String] = []
        if case .list(let list) = value {
            for item in list { names.append(try checked(item.line(for: path), path)) }
        } else {
            names = try value.line(for: path).split(separator: " ").map { String($0) }
            for name in names { _ = try checked(name, path) }
        }
        guard !names.isEmpty else { throw .unfit("\(path) is expected to have at least one name.") }
        guard own.count <= 1 else {
            throw .ambiguous(path, lines: own.map { rows[$0].lines.lowerBound + 1 }, "the address stands on several lines")
        }
        guard let row = own.first else { return insert(address, names, rows, text) }
        let fields = [address] + names.map { $0.lowercased() }
        if rows[row].fields == fields { return [] }
        let ranges = rows[row].ranges
        let written = names.joined(separator: " ")
        guard ranges.count > 1, let last = ranges.last else {
            return [.write(row, ranges[0].upperBound..<ranges[0].upperBound, " " + written, fields: fields)]
        }
        return [.write(row, ranges[1].lowerBound..<last.upperBound, written, fields: fields)]
    }

    private static func insert(_ address: String, _ names: [String], _ rows: [LineRow], _ text: SourceText) -> [LineChange] {
        let like = rows.last { $0.ranges.count > 1 }
        let gap = like.map { text.string($0.ranges[0].upperBound..<$0.ranges[1].lowerBound) } ?? " "
        let separator = gap.contains("\t") ? "\t" : " "
        let line = address + separator + names.joined(separator: " ")
        return [.insert(line: text.lineCount, [line], fields: [address] + names.map { $0.lowercased() })]
    }

    static func removing(_ path: EditPath, _ rows: [LineRow], _ text: SourceText) throws(EditError) -> [LineChange] {
        let (address, name) = try place(path)
        guard address != "*" || name != nil else { throw .unfit("\(path) names every address; a name is expected with it.") }
        let own = rows.indices.filter { address == "*" || rows[$0].fields[0] == address }
        guard let name = name?.lowercased() else { return own.map { .remove($0) } }
        var out: [LineChange] = []
        for row in own {
            let (fields, ranges) = (rows[row].fields, rows[row].ranges)
            let kept = fields.indices.filter { $0 == 0 || fields[$0] != name }
            if kept.count == fields.count { continue }
            guard kept.count > 1, let last = ranges.last else {
                out.append(.remove(row))
                continue
            }
            // Each name that stays keeps the blanks before it.
            let written = kept.dropFirst().map { text.string(ranges[$0 - 1].upperBound..<ranges[$0].upperBound) }.joined()
            out.append(.write(row, ranges[0].upperBound..<last.upperBound, written, fields: kept.map { fields[$0] }))
        }
        return out
    }
}
