import TOMLKit

/// A TOML document, or a part of one, as plain values.
indirect enum TOMLTree: Sendable, Equatable {
    case table([String: TOMLTree])
    case list([TOMLTree])
    case text(String)
    case integer(Int)
    case number(Double)
    case flag(Bool)
    /// A date or time; no configuration that is read here has one.
    case time

    /// Why a document cannot be read.
    struct Problem: Error, Equatable {
        var line: Int
        var sentence: String
        /// It is TOML, as far as was looked, and goes beyond what is read here: no fault of the file.
        var isBound = false
    }

    /// Reads a document; always a table.
    init(parsing text: String) throws(Problem) {
        if let problem = TOMLGuard.problem(in: text) { throw problem }
        do {
            self = Self.tree(try TOMLTable(string: text))
        } catch let error as TOMLParseError {
            throw Problem(line: error.source.begin.line, sentence: Self.ended(error.description))
        } catch {
            throw Problem(line: 1, sentence: "It is not TOML.")
        }
    }

    private static func ended(_ sentence: String) -> String { sentence.hasSuffix(".") ? sentence : sentence + "." }

    private static func tree(_ table: TOMLTable) -> TOMLTree {
        .table(Dictionary(table.keys.compactMap { key in table[key].map { (key, tree($0)) } }) { first, _ in first })
    }

    private static func tree(_ value: any TOMLValueConvertible) -> TOMLTree {
        switch value.type {
        case .table: value.table.map { tree($0) } ?? .table([:])
        case .array: .list(value.array?.map { tree($0) } ?? [])
        case .string: .text(value.string ?? "")
        case .int: .integer(value.int ?? 0)
        case .double: .number(value.double ?? 0)
        case .bool: .flag(value.bool ?? false)
        case .date, .time, .dateTime: .time
        }
    }
}

extension TOMLTree {
    var entries: [String: TOMLTree] {
        if case .table(let entries) = self { return entries }
        return [:]
    }

    var text: String? {
        if case .text(let text) = self { return text }
        return nil
    }

    var integer: Int? {
        if case .integer(let number) = self { return number }
        return nil
    }

    var flag: Bool? {
        if case .flag(let flag) = self { return flag }
        return nil
    }

    /// The texts of a list; empty for anything else.
    var texts: [String] {
        if case .list(let members) = self { return members.compactMap(\.text) }
        return []
    }

    /// What lies at a path of keys.
    subscript(path: String...) -> TOMLTree? { self[path] }

    /// What lies at a path of keys.
    subscript(path: [String]) -> TOMLTree? {
        var node = self
        for key in path {
            guard case .table(let entries) = node, let next = entries[key] else { return nil }
            node = next
        }
        return node
    }

    /// The value as TOML writes it, on one line.
    var written: String {
        switch self {
        case .table(let entries):
            "{" + entries.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value.written)" }.joined(separator: ", ") + "}"
        case .list(let members): "[" + members.map(\.written).joined(separator: ", ") + "]"
        case .text(let text): "\"\(text)\""
        case .integer(let number): "\(number)"
        case .number(let number): "\(number)"
        case .flag(let flag): "\(flag)"
        case .time: "a time"
        }
    }

    /// Every value that is no table, with its path.
    func leaves(_ path: [String] = []) -> [(path: [String], value: TOMLTree)] {
        guard case .table(let entries) = self else { return [(path, self)] }
        return entries.sorted { $0.key < $1.key }.flatMap { $0.value.leaves(path + [$0.key]) }
    }

    /// This table with another laid over it: tables are merged key by key, everything else is replaced.
    func overlaid(with other: TOMLTree) -> TOMLTree {
        guard case .table(var entries) = self, case .table(let more) = other else { return other }
        for (key, value) in more { entries[key] = entries[key]?.overlaid(with: value) ?? value }
        return .table(entries)
    }
}
