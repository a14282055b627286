/// What a structured file says, without how it is written: what is compared before and after an edit.
indirect enum Tree: Equatable, Sendable {
    case null
    case flag(Bool)
    case integer(Int)
    case number(Double)
    case text(String)
    /// A value that no edit writes, as it stands: a date, a number too large.
    case other(String)
    /// A value with a tag of its own.
    case tagged(String, Tree)
    case list([Tree])
    case map([String: Tree])

    /// One step to a value that is there.
    enum Step: Hashable, Sendable {
        case key(String)
        case index(Int)
    }

    typealias Place = [Step]

    init(_ value: EditValue) {
        switch value {
        case .null: self = .null
        case .flag(let flag): self = .flag(flag)
        case .integer(let number): self = .integer(number)
        case .number(let number): self = .number(number)
        case .text(let text): self = .text(text)
        case .list(let list): self = .list(list.map { Tree($0) })
        case .map(let map): self = .map(map.mapValues { Tree($0) })
        }
    }

    subscript(step: Step) -> Tree? {
        switch (self, step) {
        case (.map(let map), .key(let key)): map[key]
        case (.list(let list), .index(let index)): list.indices.contains(index) ? list[index] : nil
        default: nil
        }
    }

    subscript(place: Place) -> Tree? {
        var tree = self
        for step in place {
            guard let next = tree[step] else { return nil }
            tree = next
        }
        return tree
    }

    /// A scalar's characters, by which an item of a list is found.
    var plain: String? {
        switch self {
        case .flag(let flag): flag ? "true" : "false"
        case .integer(let number): String(number)
        case .number(let number): "\(number)"
        case .text(let text), .other(let text): text
        case .tagged(_, let tree): tree.plain
        case .null, .list, .map: nil
        }
    }

    var kindName: String {
        switch self {
        case .null: "nothing"
        case .flag: "true or false"
        case .integer, .number: "a number"
        case .text: "a text"
        case .other: "a value of another kind"
        case .tagged(let tag, _): "a value with the tag \(tag)"
        case .list: "a list"
        case .map: "a mapping"
        }
    }

    var isEmptyCollection: Bool {
        switch self {
        case .list(let list): list.isEmpty
        case .map(let map): map.isEmpty
        default: false
        }
    }

    /// The same, and what stands at a place made anew; nil takes it away.
    func changing(_ place: ArraySlice<Step>, to value: Tree?) -> Tree {
        guard let step = place.first else { return value ?? .null }
        let rest = place.dropFirst()
        switch (self, step) {
        case (.map(var map), .key(let key)):
            map[key] = rest.isEmpty ? value : (map[key] ?? .map([:])).changing(rest, to: value)
            return .map(map)
        case (.list(var list), .index(let index)) where list.indices.contains(index):
            if !rest.isEmpty || value != nil {
                list[index] = list[index].changing(rest, to: value)
            } else {
                list.remove(at: index)
            }
            return .list(list)
        case (.list(let list), .index(let index)) where index == list.count:
            return .list(list + [Tree.null.changing(rest, to: value)])
        case (.null, .key(let key)): return .map([key: Tree.null.changing(rest, to: value)])
        default: return self
        }
    }

    /// Whether all that is said here is said there too: there may be more keys, and more items at the end of a list.
    func isKept(in other: Tree) -> Bool {
        switch (self, other) {
        case (.map(let mine), .map(let theirs)): mine.allSatisfy { theirs[$0.key].map($0.value.isKept) ?? false }
        case (.list(let mine), .list(let theirs)):
            mine.count <= theirs.count && zip(mine, theirs).allSatisfy { $0.isKept(in: $1) }
        case (.null, _): true
        default: self == other
        }
    }
}
