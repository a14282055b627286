import Text

/// The tables of a file while it is read: which are there, and who opened them.
///
/// They lie in one list and name each other by index, so that a file of any shape is built and given up without recursion.
struct TOMLTables {
    /// How a table came to be; what may still be added to it hangs on that.
    enum Origin {
        /// Only named on the way to another: by a header, which a header of its own or dotted keys may follow.
        case named
        /// The file itself, or opened by a header.
        case opened
        /// By dotted keys, which only dotted keys of the same section may add to.
        case dotted(section: Int)
        /// A table in braces, which nothing outside of them may add to.
        case inline
    }

    /// Why a key cannot be defined.
    struct Conflict: Error {
        var key: TOMLKey
        var first: TOMLMark?
        var sentence: String
    }

    private enum Slot {
        case value(TOMLNode)
        case table(Int)
        /// An index into the lists of tables.
        case list(Int)
    }

    private struct Table {
        var origin: Origin
        var span: TOMLSpan
        var entries: [(key: TOMLKey, slot: Slot)] = []
        var places: [Name: Int] = [:]
    }

    /// A key by its bytes: two spellings of one accent are two keys to TOML, and one to String.
    private struct Name: Hashable {
        let text: String

        static func == (a: Name, b: Name) -> Bool { a.text.utf8.elementsEqual(b.text.utf8) }

        func hash(into hasher: inout Hasher) {
            var text = text
            text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
            hasher.combine(0xFF as UInt8)
        }
    }

    private var tables: [Table]
    private var lists: [[Int]] = []

    /// The table of the whole file.
    static let root = 0

    /// A key that holds a list may be defined again, and the last definition counts.
    private let replacesLists: Bool

    init(_ start: TOMLMark, replacesLists: Bool) {
        self.replacesLists = replacesLists
        tables = [Table(origin: .opened, span: TOMLSpan(start: start, end: start))]
    }

    // MARK: Headers

    /// The table that a header `[a.b.c]` opens.
    mutating func open(_ path: [TOMLKey], _ header: TOMLSpan) throws(Conflict) -> Int {
        let around = try enter(path.dropLast())
        guard let key = path.last else { return Self.root }
        guard let (place, slot) = find(key, in: around) else { return add(.opened, key, header, to: around) }
        let first = tables[around].entries[place].key
        switch slot {
        case .table(let index):
            guard case .named = tables[index].origin else { throw twice(key, first) }
            tables[index].origin = .opened
            tables[index].span = header
            tables[around].entries[place].key = key
            return index
        case .list:
            throw Conflict(
                key: key, first: first.span.start,
                sentence: "\(key.shown) is a list of tables, which has [[ and ]] around its header.")
        case .value: throw twice(key, first)
        }
    }

    /// The new table that a header `[[a.b.c]]` adds to a list.
    mutating func append(_ path: [TOMLKey], _ header: TOMLSpan) throws(Conflict) -> Int {
        let around = try enter(path.dropLast())
        guard let key = path.last else { return Self.root }
        guard let (place, slot) = find(key, in: around) else {
            let element = make(.opened, header)
            lists.append([element])
            set(key, .list(lists.count - 1), in: around)
            return element
        }
        guard case .list(let list) = slot else {
            let first = tables[around].entries[place].key
            if case .table = slot {
                throw Conflict(
                    key: key, first: first.span.start,
                    sentence: "\(key.shown) is one table, so that no header with [[ and ]] can add another.")
            }
            throw twice(key, first)
        }
        let element = make(.opened, header)
        lists[list].append(element)
        return element
    }

    /// The table at the end of a header's way; those that are not there yet are named by it.
    private mutating func enter(_ path: ArraySlice<TOMLKey>) throws(Conflict) -> Int {
        var table = Self.root
        for key in path {
            guard let (place, slot) = find(key, in: table) else {
                table = add(.named, key, key.span, to: table)
                continue
            }
            switch slot {
            case .table(let index): table = index
            case .list(let list): table = lists[list].last ?? table
            case .value: throw noTable(key, tables[table].entries[place].key)
            }
        }
        return table
    }

    // MARK: Settings

    /// Defines a key, dotted or not, in a table that is being read.
    mutating func define(_ path: [TOMLKey], as value: TOMLNode, in table: Int, section: Int) throws(Conflict) {
        var table = table
        for key in path.dropLast() {
            tables[table].span.end = max(tables[table].span.end, value.span.end)
            table = try enter(key, from: table, section: section)
        }
        guard let key = path.last else { return }
        tables[table].span.end = max(tables[table].span.end, value.span.end)
        guard let (place, slot) = find(key, in: table) else { return set(key, .value(value), in: table) }
        guard replacesLists, case .value(let earlier) = slot, earlier.members != nil else {
            throw twice(key, tables[table].entries[place].key)
        }
        tables[table].entries[place] = (key, .value(value))
    }

    /// The table that a dotted key goes through.
    private mutating func enter(_ key: TOMLKey, from table: Int, section: Int) throws(Conflict) -> Int {
        guard let (place, slot) = find(key, in: table) else {
            return add(.dotted(section: section), key, key.span, to: table)
        }
        let first = tables[table].entries[place].key
        guard case .table(let index) = slot else { throw noTable(key, first) }
        switch tables[index].origin {
        case .named: return index
        case .dotted(let other) where other == section: return index
        case .opened, .dotted, .inline: throw twice(key, first)
        }
    }

    // MARK: Inline tables

    mutating func makeInline(_ start: TOMLMark) -> Int { make(.inline, TOMLSpan(start: start, end: start)) }

    /// The values of the table that was made last, which is given up.
    mutating func takeInline(_ index: Int, _ end: TOMLMark) -> TOMLNode.Content {
        tables[index].span.end = end
        let content = node(index).content
        tables.removeSubrange(index...)
        return content
    }

    // MARK: Parts

    /// A table with all that lies in it. How deep that is, the reader has bounded.
    func node(_ index: Int) -> TOMLNode {
        let table = tables[index]
        let entries = table.entries.map { key, slot in
            switch slot {
            case .value(let node): TOMLEntry(key, node)
            case .table(let index): TOMLEntry(key, node(index))
            case .list(let list): TOMLEntry(key, node(list: lists[list], key))
            }
        }
        return TOMLNode(.table(entries), table.span)
    }

    private func node(list: [Int], _ key: TOMLKey) -> TOMLNode {
        let members = list.map { node($0) }
        let span = TOMLSpan(start: members.first?.span.start ?? key.span.start, end: members.last?.span.end ?? key.span.end)
        return TOMLNode(.list(members), span)
    }

    private func find(_ key: TOMLKey, in table: Int) -> (place: Int, slot: Slot)? {
        tables[table].places[Name(text: key.name)].map { ($0, tables[table].entries[$0].slot) }
    }

    private mutating func make(_ origin: Origin, _ span: TOMLSpan) -> Int {
        tables.append(Table(origin: origin, span: span))
        return tables.count - 1
    }

    private mutating func add(_ origin: Origin, _ key: TOMLKey, _ span: TOMLSpan, to table: Int) -> Int {
        let index = make(origin, span)
        set(key, .table(index), in: table)
        return index
    }

    private mutating func set(_ key: TOMLKey, _ slot: Slot, in table: Int) {
        tables[table].places[Name(text: key.name)] = tables[table].entries.count
        tables[table].entries.append((key, slot))
    }

    private func twice(_ key: TOMLKey, _ first: TOMLKey) -> Conflict {
        Conflict(
            key: key, first: first.span.start,
            sentence: "\(key.shown) is defined twice, first on line \(first.line): only one definition is allowed.")
    }

    private func noTable(_ key: TOMLKey, _ first: TOMLKey) -> Conflict {
        Conflict(
            key: key, first: first.span.start,
            sentence: "\(key.shown) is used as a table here, but line \(first.line) gives it a value.")
    }
}

private func max(_ a: TOMLMark, _ b: TOMLMark) -> TOMLMark { a.offset < b.offset ? b : a }

extension TOMLKey {
    /// The name in quotes, as a sentence shows it: on one line, and not longer than a sentence should be.
    fileprivate var shown: String {
        let line = Sanitized.line(name)
        let cut = line.unicodeScalars.prefix(80)
        return "\"\(String(cut))\(cut.endIndex < line.unicodeScalars.endIndex ? "…" : "")\""
    }
}
