/// A change found in a tree: which place it concerns, and what is to be written there.
enum Operation: Equatable {
    /// The value at a place gets another one.
    case replace(Tree.Place, EditValue)
    /// A mapping gets a key that it has not.
    case addKey(Tree.Place, String, EditValue)
    /// A list gets an item at its end.
    case addItem(Tree.Place, EditValue)
    case remove(Tree.Place)

    /// What the tree is afterwards.
    func result(on tree: Tree) -> Tree {
        switch self {
        case .replace(let place, let value): tree.changing(place[...], to: Tree(value))
        case .addKey(let place, let key, let value): tree.changing((place + [.key(key)])[...], to: Tree(value))
        case .addItem(let place, let value):
            if case .list(let list)? = tree[place] {
                tree.changing((place + [.index(list.count)])[...], to: Tree(value))
            } else {
                tree
            }
        case .remove(let place): tree.changing(place[...], to: nil)
        }
    }
}

/// Finds the operation that a change of a setting comes to.
struct OperationFinder {
    let tree: Tree
    /// The line on which a place stands.
    let line: (Tree.Place) -> Int

    /// Nil where the setting has the value already.
    func setting(_ path: EditPath, _ value: EditValue) throws(EditError) -> Operation? {
        var place: Tree.Place = []
        var node = tree
        for (at, segment) in path.segments.enumerated() {
            let walked = EditPath(segments: Array(path.segments[..<at]))
            let rest = path.segments[(at + 1)...]
            // An empty value becomes what the path needs.
            if node == .null { return .replace(place, try made(path.segments[at...], value, path)) }
            if let step = try step(segment, in: node, path, walked, place), let next = node[step] {
                place.append(step)
                node = next
                continue
            }
            switch segment {
            case .key(let key): return .addKey(place, key, try made(rest, value, path))
            case .index(let index): throw .missing(path, "the list has no item \(index)")
            case .item, .member:
                let list = try made(path.segments[at...], value, path)
                guard case .list(let items) = list, let item = items.first else { return nil }
                return .addItem(place, item)
            }
        }
        guard !place.isEmpty else { throw .unfit("A path is expected, but it is empty.") }
        return node == Tree(try whole(path.segments.last, value, path))
            ? nil : .replace(place, try whole(path.segments.last, value, path))
    }

    /// Nil where nothing stands there.
    func removing(_ path: EditPath) throws(EditError) -> Operation? {
        var place: Tree.Place = []
        var node = tree
        for (at, segment) in path.segments.enumerated() {
            if node == .null { return nil }
            let walked = EditPath(segments: Array(path.segments[..<at]))
            guard let step = try step(segment, in: node, path, walked, place), let next = node[step] else { return nil }
            place.append(step)
            node = next
        }
        return place.isEmpty ? nil : .remove(place)
    }

    /// The step that a segment of a path names here; nil where there is none yet.
    private func step(
        _ segment: EditPath.Segment, in node: Tree, _ path: EditPath, _ walked: EditPath, _ place: Tree.Place
    ) throws(EditError) -> Tree.Step? {
        func wrong(_ wanted: String) -> EditError {
            walked.segments.isEmpty
                ? .unfit("The file holds \(node.kindName), but \(wanted) is expected for \(path).")
                : .kind(walked, line: line(place), found: node.kindName, wanted: wanted)
        }
        switch segment {
        case .key(let key):
            guard case .map(let map) = node else { throw wrong("a mapping") }
            return map[key] == nil ? nil : .key(key)
        case .index(let index):
            guard case .list(let list) = node else { throw wrong("a list") }
            return list.indices.contains(index) ? .index(index) : nil
        case .item(let name, let value):
            guard case .list(let list) = node else { throw wrong("a list") }
            return try one(list.indices.filter { list[$0][.key(name)]?.plain == value }, path, place)
        case .member(let value):
            guard case .list(let list) = node else { throw wrong("a list") }
            return try one(list.indices.filter { list[$0].plain == value }, path, place)
        }
    }

    private func one(_ indices: [Int], _ path: EditPath, _ place: Tree.Place) throws(EditError) -> Tree.Step? {
        guard indices.count > 1 else { return indices.first.map { .index($0) } }
        throw .ambiguous(
            path, lines: indices.map { line(place + [.index($0)]) }, "one item is expected, so name it by its number")
    }

    /// The value with all around it that the rest of a path asks for.
    private func made(_ rest: ArraySlice<EditPath.Segment>, _ value: EditValue, _ path: EditPath) throws(EditError) -> EditValue {
        guard let segment = rest.first else { return value }
        let inner = try made(rest.dropFirst(), value, path)
        switch segment {
        case .key(let key): return .map([key: inner])
        case .index(let index): throw .missing(path, "there is no list with an item \(index)")
        case .item, .member: return .list([try whole(segment, inner, path)])
        }
    }

    /// The value of an item, with what the path says of it.
    private func whole(_ segment: EditPath.Segment?, _ value: EditValue, _ path: EditPath) throws(EditError) -> EditValue {
        switch segment {
        case .item(let name, let wanted):
            guard case .map(var map) = value else {
                throw .unfit(
                    "\(path) names an item with the key \(name); a mapping is expected as its value, not \(value.kindName).")
            }
            guard map[name].map({ $0.plain == wanted }) ?? true else {
                throw .unfit("\(path) says that \(name) is \(wanted), but the value says otherwise.")
            }
            map[name] = map[name] ?? .text(wanted)
            return .map(map)
        default: return value
        }
    }
}
