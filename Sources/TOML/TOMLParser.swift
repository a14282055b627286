/// Reads a file line by line: headers, and settings with their values.
struct TOMLParser {
    private var cursor: TOMLCursor
    private var tables: TOMLTables
    private var sections: [TOMLSection]
    /// The table to which settings belong.
    private var table = TOMLTables.root
    /// How many values and tables there are.
    private var count = 0
    /// Where the outermost list begins that is being read.
    private var openList: TOMLMark?

    init(_ cursor: TOMLCursor) throws(TOMLError) {
        self.cursor = cursor
        tables = TOMLTables(cursor.mark, replacesLists: cursor.dialect == .burntSushi)
        sections = [TOMLSection(path: [], isElement: false)]
    }

    mutating func document() throws(TOMLError) -> TOMLDocument {
        while cursor.next != nil {
            cursor.passBlanks()
            if cursor.stands("[") {
                try header()
            } else if !cursor.isAtLineEnd, !cursor.stands("#") {
                try setting()
            }
            try endLine()
        }
        return TOMLDocument(
            file: cursor.file, bytes: cursor.bytes, root: tables.node(TOMLTables.root), sections: sections)
    }

    private mutating func endLine() throws(TOMLError) {
        cursor.passBlanks()
        try cursor.passComment()
        guard cursor.isAtLineEnd else {
            throw cursor.error(.syntax, "The line is expected to end here, or a comment to begin, \(cursor.butHere)")
        }
        _ = cursor.passLineEnd()
    }

    /// Counts a value or a table.
    private mutating func countOne() throws(TOMLError) {
        count += 1
        if count > cursor.limits.values {
            throw cursor.error(.beyond, "It holds more than \(cursor.limits.values) values, which is more than drydock reads.")
        }
    }

    private func error(_ conflict: TOMLTables.Conflict) -> TOMLError {
        cursor.error(.duplicate, at: conflict.key.span.start.offset, first: conflict.first, conflict.sentence)
    }

    // MARK: Headers

    private mutating func header() throws(TOMLError) {
        let start = cursor.mark
        cursor.pass()
        // The brackets of a list's header stand without a blank between them.
        let isElement = cursor.pass("[")
        cursor.passBlanks()
        let path = try key(around: 0)
        guard cursor.pass("]"), !isElement || cursor.pass("]") else {
            let marks = isElement ? "two closing brackets are" : "a closing bracket is"
            throw cursor.error(.syntax, "After the name of a table \(marks) expected, \(cursor.butHere)")
        }
        try countOne()
        let span = TOMLSpan(start: start, end: cursor.mark)
        do throws(TOMLTables.Conflict) {
            table = isElement ? try tables.append(path, span) : try tables.open(path, span)
        } catch { throw self.error(error) }
        sections.append(TOMLSection(path: path.map(\.name), isElement: isElement, header: span))
    }

    // MARK: Settings

    private mutating func setting() throws(TOMLError) {
        let last = sections.count - 1
        let (path, value) = try pair(in: table, around: sections[last].path.count)
        let key = TOMLSpan(start: path[0].span.start, end: path[path.count - 1].span.end)
        sections[last].settings.append(TOMLSetting(path: path.map(\.name), key: key, value: value.span))
    }

    /// Reads a key with its value and defines it in a table that lies so deep.
    private mutating func pair(in table: Int, around depth: Int) throws(TOMLError) -> (path: [TOMLKey], value: TOMLNode) {
        let path = try key(around: depth)
        guard cursor.pass("=") else {
            throw cursor.error(.syntax, "After a key \"=\" and a value are expected, \(cursor.butHere)")
        }
        cursor.passBlanks()
        let value = try self.value(depth + path.count)
        do throws(TOMLTables.Conflict) {
            try tables.define(path, as: value, in: table, section: sections.count)
        } catch { throw self.error(error) }
        return (path, value)
    }

    /// Reads a key, dotted or not, with the blanks after it.
    private mutating func key(around depth: Int) throws(TOMLError) -> [TOMLKey] {
        var path: [TOMLKey] = []
        repeat {
            cursor.passBlanks()
            guard depth + path.count < cursor.limits.depth else { throw cursor.tooDeep }
            path.append(try name())
            cursor.passBlanks()
        } while cursor.pass(".")
        return path
    }

    /// Reads one part of a key.
    private mutating func name() throws(TOMLError) -> TOMLKey {
        let start = cursor.mark
        if cursor.stands("\"") || cursor.stands("'") {
            let name = try cursor.lineText()
            return TOMLKey(name, TOMLSpan(start: start, end: cursor.mark))
        }
        cursor.pass(while: Self.isBare)
        guard cursor.at > start.offset else {
            let sign = cursor.next ?? 0
            let hint = sign >= 0x80 ? " A key with characters other than A to Z, a to z, digits, - and _ belongs in quotes." : ""
            throw cursor.error(.syntax, "A key is expected here, \(cursor.butHere)\(hint)")
        }
        let name = String(decoding: cursor.bytes[start.offset..<cursor.at], as: UTF8.self)
        return TOMLKey(name, TOMLSpan(start: start, end: cursor.mark))
    }

    private static func isBare(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }

    // MARK: Values

    /// Reads a value that lies so deep.
    private mutating func value(_ depth: Int) throws(TOMLError) -> TOMLNode {
        try countOne()
        let start = cursor.mark
        let content: TOMLNode.Content =
            switch cursor.next {
            case UInt8(ascii: "\""), UInt8(ascii: "'"): .text(try cursor.text())
            case UInt8(ascii: "["): try list(depth)
            case UInt8(ascii: "{"): try inlineTable(depth)
            default: try word()
            }
        return TOMLNode(content, TOMLSpan(start: start, end: cursor.mark))
    }

    private mutating func list(_ depth: Int) throws(TOMLError) -> TOMLNode.Content {
        let start = cursor.mark
        guard depth < cursor.limits.depth else { throw cursor.tooDeep }
        let around = openList
        openList = around ?? start
        defer { openList = around }
        cursor.pass()
        var members: [TOMLNode] = []
        while true {
            try cursor.passSpace()
            if cursor.pass("]") { return .list(members) }
            members.append(try value(depth + 1))
            try cursor.passSpace()
            guard cursor.pass(",") || cursor.stands("]") else {
                throw cursor.error(
                    .syntax, first: start,
                    "In the list that begins on line \(start.line) a comma or \"]\" is expected here, \(cursor.butHere)")
            }
        }
    }

    private mutating func inlineTable(_ depth: Int) throws(TOMLError) -> TOMLNode.Content {
        let start = cursor.mark
        let index = tables.makeInline(start)
        cursor.pass()
        try passInlineSpace()
        var isFirst = true
        while !cursor.stands("}") || !isFirst {
            _ = try pair(in: index, around: depth)
            try passInlineSpace()
            isFirst = false
            if cursor.stands("}") { break }
            guard cursor.pass(",") else {
                throw cursor.error(
                    .syntax, first: start,
                    "In the table that begins on line \(start.line) a comma or \"}\" is expected here, \(cursor.butHere)")
            }
            try passInlineSpace()
            if cursor.dialect == .burntSushi, cursor.stands("}") { break }
        }
        cursor.pass()
        return tables.takeInline(index, cursor.mark)
    }

    /// Passes what may stand between the parts of an inline table: blanks, and in TOML 1.1 lines and comments.
    private mutating func passInlineSpace() throws(TOMLError) {
        if cursor.dialect == .burntSushi { try cursor.passSpace() } else { cursor.passBlanks() }
    }

    private mutating func word() throws(TOMLError) -> TOMLNode.Content {
        let start = cursor.at
        passWord()
        guard cursor.at > start else { throw cursor.error(.syntax, "A value is expected here, \(cursor.butHere)") }
        // A blank may stand between a date and its time.
        if TOMLTime.isDate(cursor.bytes[start..<cursor.at]), cursor.stands(" "),
            let digit = cursor.byte(after: 1), TOMLWord.isDigit(digit)
        {
            cursor.pass()
            passWord()
        }
        switch TOMLWord(cursor.bytes[start..<cursor.at], cursor.dialect).meaning {
        case .value(let content): return content
        case .nothing(let sentence):
            // Where a list's last bracket is missing, what follows is read as a member of it.
            guard let list = openList, list.line < cursor.line else { throw cursor.error(.syntax, at: start, sentence) }
            throw cursor.error(
                .syntax, at: start, first: list, "\(sentence) The list that begins on line \(list.line) is not closed yet.")
        }
    }

    private mutating func passWord() {
        cursor.pass { !TOMLCursor.isControl($0) && !" \t,]}#".utf8.contains($0) }
    }
}
