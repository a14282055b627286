/// A TOML document, or a part of one, as plain values without places: what merging works on.
package indirect enum TOMLTree: Sendable, Equatable {
    case table([String: TOMLTree])
    case list([TOMLTree])
    case text(String)
    case integer(Int)
    case number(Double)
    case flag(Bool)
    /// A date, a time or both, as written.
    case time(String)
}

extension TOMLTree {
    package var entries: [String: TOMLTree] {
        if case .table(let entries) = self { return entries }
        return [:]
    }

    package var text: String? {
        if case .text(let text) = self { return text }
        return nil
    }

    package var integer: Int? {
        if case .integer(let number) = self { return number }
        return nil
    }

    package var flag: Bool? {
        if case .flag(let flag) = self { return flag }
        return nil
    }

    /// The texts of a list; empty for anything else.
    package var texts: [String] {
        if case .list(let members) = self { return members.compactMap(\.text) }
        return []
    }

    /// What lies at a path of keys.
    package subscript(path: String...) -> TOMLTree? { self[path] }

    /// What lies at a path of keys.
    package subscript(path: [String]) -> TOMLTree? {
        var node = self
        for key in path {
            guard case .table(let entries) = node, let next = entries[key] else { return nil }
            node = next
        }
        return node
    }

    /// The value as TOML writes it, on one line.
    package var written: String {
        switch self {
        case .table(let entries):
            "{" + entries.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value.written)" }.joined(separator: ", ") + "}"
        case .list(let members): "[" + members.map(\.written).joined(separator: ", ") + "]"
        case .text(let text): "\"\(text)\""
        case .integer(let number): "\(number)"
        case .number(let number): "\(number)"
        case .flag(let flag): "\(flag)"
        case .time(let text): text
        }
    }

    /// Every value that is no table, with its path.
    package func leaves(_ path: [String] = []) -> [(path: [String], value: TOMLTree)] {
        guard case .table(let entries) = self else { return [(path, self)] }
        return entries.sorted { $0.key < $1.key }.flatMap { $0.value.leaves(path + [$0.key]) }
    }

    /// This table with another laid over it: tables are merged key by key, everything else is replaced.
    package func overlaid(with other: TOMLTree) -> TOMLTree {
        guard case .table(var entries) = self, case .table(let more) = other else { return other }
        for (key, value) in more { entries[key] = entries[key]?.overlaid(with: value) ?? value }
        return .table(entries)
    }
}
