/// A fact as it was found: a value with where it was read, or the reason why it could not be looked at.
public enum Fact: Sendable, Equatable {
    case known(Value, [Source])
    /// Could not be looked at (not root, no such program, timed out). The reason is a whole sentence.
    case missing(Reason)
}

/// All that is known of one node at one time. Pure data: probes fill it, derivations add to it, rules read it.
public struct FactSet: Sendable, Equatable {
    public private(set) var facts: [String: Fact] = [:]

    public init() {}

    /// The fact of that name; one that no probe has set is missing.
    public subscript(name: String) -> Fact {
        facts[name] ?? .missing(Reason("It was not checked.", .unasked))
    }

    public subscript(key: FactKey) -> Fact { self[key.name] }

    /// Whether any probe has spoken about this fact.
    public func has(_ key: FactKey) -> Bool { facts[key.name] != nil }

    /// Sets a fact's value and where it was read.
    public mutating func set(_ key: FactKey, _ value: Value, from sources: Source...) {
        facts[key.name] = .known(value, sources)
    }

    /// Sets a fact's value and where it was read.
    public mutating func set(_ key: FactKey, _ value: Value, from sources: [Source]) {
        facts[key.name] = .known(value, sources)
    }

    /// Sets a table's rows and where they were read.
    public mutating func set<Columns>(_ key: TableKey<Columns>, _ rows: [Row<Columns>], from sources: Source...) {
        set(key, rows, from: sources)
    }

    /// Sets a table's rows and where they were read.
    public mutating func set<Columns>(_ key: TableKey<Columns>, _ rows: [Row<Columns>], from sources: [Source]) {
        facts[key.name] = .known(.rows(rows.map(\.erased)), sources)
    }

    /// Sets a table's rows and where they were read; absent for nil.
    public mutating func set<Columns>(_ key: TableKey<Columns>, ifAny rows: [Row<Columns>]?, from sources: [Source]) {
        facts[key.name] = .known(rows.map { .rows($0.map(\.erased)) } ?? .absent, sources)
    }

    /// Says that a fact was looked for and is not there.
    public mutating func setAbsent(_ key: FactKey, from sources: Source...) {
        facts[key.name] = .known(.absent, sources)
    }

    /// Says that a fact could not be looked at, and why, as a whole sentence.
    public mutating func miss(_ key: FactKey, _ reason: Reason) {
        facts[key.name] = .missing(reason)
    }

    /// Says the same reason for several facts.
    public mutating func miss(_ keys: [FactKey], _ reason: Reason) {
        for key in keys { miss(key, reason) }
    }

    /// The same facts, each changed.
    public func mapped(_ change: (Fact) -> Fact) -> FactSet {
        var all = FactSet()
        all.facts = facts.mapValues(change)
        return all
    }

    /// Takes over all of another set's facts; its facts win.
    public mutating func merge(_ other: FactSet) {
        facts.merge(other.facts) { _, new in new }
    }
}

extension FactSet {
    /// The known value, or nil where it is missing.
    public func value(_ key: FactKey) -> Value? {
        if case .known(let value, _) = self[key] { return value }
        return nil
    }

    public func text(_ key: FactKey) -> String? {
        if case .text(let text)? = value(key) { return text }
        return nil
    }

    public func integer(_ key: FactKey) -> Int? {
        if case .integer(let number)? = value(key) { return number }
        return nil
    }

    public func flag(_ key: FactKey) -> Bool? {
        if case .flag(let flag)? = value(key) { return flag }
        return nil
    }

    public func instant(_ key: FactKey) -> Instant? {
        if case .instant(let instant)? = value(key) { return instant }
        return nil
    }

    public func list(_ key: FactKey) -> [String]? {
        switch value(key) {
        case .list(let list)?: list
        case .absent?: []
        default: nil
        }
    }

    public func rows<Columns>(_ key: TableKey<Columns>) -> [Row<Columns>]? {
        switch value(key) {
        case .rows(let rows)?: rows.map(Row.init(erased:))
        case .absent?: []
        default: nil
        }
    }

    /// Where the fact was read; empty where it is missing.
    public func sources(_ key: FactKey) -> [Source] {
        if case .known(_, let sources) = self[key] { return sources }
        return []
    }

    /// Why the fact is missing, or nil where it is known.
    public func reason(_ key: FactKey) -> Reason? {
        if case .missing(let reason) = self[key] { return reason }
        return nil
    }
}
