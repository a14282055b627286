/// `key = value` as systemd-sysctl and procps read it (sysctl.d(5)): comments begin a line with `#` or `;`, a dash before the key lets its
/// failure pass, and of several lines for one key the last one counts.
enum SysctlForm: LineForm {
    static func rows(_ text: SourceText) -> [LineRow] {
        (0..<text.lineCount).compactMap { row($0, text) }
    }

    private static func row(_ line: Int, _ text: SourceText) -> LineRow? {
        let range = text.trimmed(text.content(ofLine: line))
        guard let first = text.bytes[range].first, first != UInt8(ascii: "#"), first != UInt8(ascii: ";"),
            let equals = text.bytes[range].firstIndex(of: UInt8(ascii: "="))
        else { return nil }
        let isLoose = first == UInt8(ascii: "-")
        let key = text.trimmed((range.lowerBound + (isLoose ? 1 : 0))..<equals)
        let value = text.trimmed((equals + 1)..<range.upperBound)
        guard !key.isEmpty else { return nil }
        return LineRow(
            fields: [name(text.string(key)), text.string(value), isLoose ? "-" : ""], ranges: [key, value],
            lines: line..<(line + 1))
    }

    /// The key with dots: one whose first separator is a slash has slashes and dots changed over.
    static func name(_ key: String) -> String {
        guard let first = key.first(where: { $0 == "/" || $0 == "." }), first == "/" else { return key }
        return String(key.map { $0 == "/" ? "." : $0 == "." ? "/" : $0 })
    }

    static func setting(_ path: EditPath, _ value: EditValue, _ rows: [LineRow], _ text: SourceText) throws(EditError)
        -> [LineChange]
    {
        let key = name(try path.dotted().name)
        if case .flag = value {
            throw .unfit("The value of \(path) is expected to be a number or a text: the kernel reads 1 and 0.")
        }
        let written = try value.line(for: path)
        guard key.utf8.allSatisfy({ $0 > 32 && $0 != 0x7F && !"=#;".utf8.contains($0) }), !key.hasPrefix("-"),
            written.utf8.first.map({ !SourceText.isBlank($0) }) ?? false,
            written.utf8.last.map({ !SourceText.isBlank($0) }) ?? false
        else { throw .unfit("\(path) = \"\(written)\" cannot stand in a file of kernel settings.") }
        if let last = rows.lastIndex(where: { $0.fields[0] == key }) {
            let row = rows[last]
            if row.fields[1] == written { return [] }
            return [.write(last, row.ranges[1], written, fields: [key, written, row.fields[2]])]
        }
        return [.insert(line: text.lineCount, [key + equals(rows, text) + written], fields: [key, written, ""])]
    }

    /// The equals sign as the last line has it.
    private static func equals(_ rows: [LineRow], _ text: SourceText) -> String {
        guard let row = rows.last else { return " = " }
        return text.bytes[row.ranges[0].upperBound] == UInt8(ascii: "=") ? "=" : " = "
    }

    static func removing(_ path: EditPath, _ rows: [LineRow], _ text: SourceText) throws(EditError) -> [LineChange] {
        let key = name(try path.dotted().name)
        return rows.indices.filter { rows[$0].fields[0] == key }.map { .remove($0) }
    }
}
