/// A text in YAML's block form, or JSON over several lines, as names and values with their columns: enough to tell what belongs
/// together, without judging whether it is well-formed.
struct Outline {
    struct Line {
        /// From the first byte that is no blank to the end, without a carriage return.
        var range: Range<Int>
        /// The column of the first byte that is no blank, and of the name: behind a list's dash it differs.
        var first, column: Int
        var name: Range<Int>?
        /// What stands behind the name's colon, blanks aside; empty where nothing does.
        var value: Range<Int>

        var isBlank: Bool { range.isEmpty }
    }

    let bytes: [UInt8]
    private(set) var lines: [Line] = []

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        var start = 0
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: 10) ?? bytes.count
            lines.append(line(start, end))
            start = end + 1
        }
    }

    private func line(_ start: Int, _ end: Int) -> Line {
        func skip(_ from: Int) -> Int {
            var at = from
            while at < end, bytes[at].isSpace { at += 1 }
            return at
        }
        let first = skip(start)
        var stop = end
        while stop > first, bytes[stop - 1].isSpace { stop -= 1 }
        var at = first
        while at + 1 < stop, bytes[at] == UInt8(ascii: "-"), bytes[at + 1].isSpace { at = skip(at + 1) }
        var line = Line(range: first..<stop, first: first - start, column: at - start, name: nil, value: stop..<stop)
        let isQuoted = at < stop && (bytes[at] == UInt8(ascii: "\"") || bytes[at] == UInt8(ascii: "'"))
        let begin = isQuoted ? at + 1 : at
        var ending = begin
        while ending < stop, isQuoted ? bytes[ending] != bytes[at] : bytes[ending] != UInt8(ascii: ":") && !bytes[ending].isSpace
        {
            ending += 1
        }
        let colon = skip(isQuoted ? ending + 1 : ending)
        guard ending > begin, colon < stop, bytes[colon] == UInt8(ascii: ":"),
            colon + 1 == stop || bytes[colon + 1].isSpace || isQuoted
        else { return line }
        line.name = begin..<ending
        line.value = min(skip(colon + 1), stop)..<stop
        return line
    }

    /// Whether a line's name is this.
    func has(_ name: StaticString, _ index: Int) -> Bool {
        guard let range = lines[index].name, range.count == name.utf8CodeUnitCount else { return false }
        return name.withUTF8Buffer { bytes[range].elementsEqual($0) }
    }

    /// Whether a line's value is this, without its quotes and JSON's comma.
    func tells(_ value: StaticString, _ index: Int) -> Bool {
        value.withUTF8Buffer { bytes[bare(lines[index].value)].elementsEqual($0) }
    }

    private func bare(_ range: Range<Int>) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        if end > start, bytes[end - 1] == UInt8(ascii: ",") { end -= 1 }
        if end - start >= 2, bytes[start] == bytes[end - 1],
            bytes[start] == UInt8(ascii: "\"") || bytes[start] == UInt8(ascii: "'")
        {
            return (start + 1)..<(end - 1)
        }
        return start..<end
    }

    /// The values in `data` and `stringData` beside a line `kind: Secret`, wherever in its mapping they stand.
    func data(of kind: Int) -> [SecretMatch] {
        let column = lines[kind].column
        return mapping(around: kind).filter { lines[$0].column == column && (has("data", $0) || has("stringData", $0)) }.flatMap {
            values(below: $0, deeperThan: column)
        }
    }

    /// The lines of the mapping that a line belongs to.
    private func mapping(around line: Int) -> Range<Int> {
        let column = lines[line].column
        var start = line
        // A list's dash begins the mapping.
        while lines[start].first == column || lines[start].isBlank || lines[start].first > column {
            guard start > 0, lines[start - 1].isBlank || lines[start - 1].column >= column, !isBoundary(start - 1) else { break }
            start -= 1
        }
        var end = line + 1
        while end < lines.count, lines[end].isBlank || lines[end].first >= column, !isBoundary(end) { end += 1 }
        return start..<end
    }

    /// Whether a line parts documents.
    private func isBoundary(_ line: Int) -> Bool {
        let text = bytes[lines[line].range]
        return text.starts(with: Array("---".utf8)) && (text.count == 3 || text[text.startIndex + 3].isSpace)
    }

    private func values(below head: Int, deeperThan column: Int) -> [SecretMatch] {
        // `data: {a: b}` on one line.
        let flow = bare(lines[head].value)
        if !flow.isEmpty, bytes[flow.lowerBound] != UInt8(ascii: "{") || flow.count > 2 { return match(flow) }
        var matches: [SecretMatch] = []
        var inner: Int?
        for index in (head + 1)..<max(head + 1, lines.count) {
            let line = lines[index]
            if line.isBlank { continue }
            guard line.first > column else { break }
            if inner == nil { inner = line.column }
            if line.column == inner, line.name != nil {
                let value = bare(line.value)
                if !HarmlessValues.opensBlock(bytes[value]) { matches += match(value) }
            } else {
                matches += match(line.range)
            }
        }
        return matches
    }

    private func match(_ range: Range<Int>) -> [SecretMatch] { range.isEmpty ? [] : [SecretMatch(range, .word("value"))] }

    /// The value on the lines before a name that promises a secret: `- value: x`, `name: DB_PASSWORD`.
    func valueBefore(_ name: Int) -> [SecretMatch] {
        let line = lines[name]
        let column = line.column
        guard line.first == column, SecretNames.smell(bytes[bare(line.value)]) == .strong else { return [] }
        var index = name - 1
        while index >= 0, lines[index].isBlank || lines[index].first > column, lines[index].column != column { index -= 1 }
        guard index >= 0, lines[index].column == column, has("value", index) else { return [] }
        let value = bare(lines[index].value)
        guard HarmlessValues.opensBlock(bytes[value]) else {
            return HarmlessValues.contains(bytes[value])
                ? [] : match(value) + (index + 1..<name).flatMap { match(lines[$0].range) }
        }
        return (index + 1..<name).flatMap { match(lines[$0].range) }
    }
}
