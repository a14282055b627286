/// Changes the flags of a static pod's container: items of its `command` or `args`.
///
/// A flag is `--name=value`, one item of the list, as kubeadm writes it. The path is `--name`, with the container's name before where
/// the pod has several. A list as value stands for a flag that is repeated, an occurrence for each member.
struct ManifestEdit {
    var kind: String?

    func apply(_ change: FileEdit.Change, to bytes: [UInt8]) throws(EditError) -> [UInt8] {
        let yaml = StructuredEdit<YAMLFile>(kind: kind)
        switch change {
        case .append, .replace: return try yaml.apply(change, to: bytes)
        case .comment(let path): throw .unfit("\(path) cannot be made a comment in a list of flags; it can be removed.")
        case .set(let path, let value):
            return try ManifestFlag(path).make(bytes, kind) { (flags, name) throws(EditError) in
                try flags.setting(name, value, path)
            }
        case .remove(let path):
            return try ManifestFlag(path).make(bytes, kind) { (flags, name) throws(EditError) in try flags.removing(name, path) }
        }
    }
}

/// Which flag a path means.
struct ManifestFlag {
    let path: EditPath
    let container: String?
    let name: FlagName

    init(_ path: EditPath) throws(EditError) {
        self.path = path
        var segments = path.segments[...]
        if case .key(let first)? = segments.first, !first.hasPrefix("-") {
            container = first
            segments = segments.dropFirst()
        } else {
            container = nil
        }
        name = try FlagName(segments, path)
    }

    /// Makes what has to be done to the flags, one operation after the other, until nothing is left.
    func make(
        _ bytes: [UInt8], _ kind: String?, _ next: (FlagList, FlagName) throws(EditError) -> FlagList.Change?
    ) throws(EditError) -> [UInt8] {
        var bytes = bytes
        // Each round brings one occurrence of the flag in order.
        for _ in 0..<200 {
            let file = try YAMLFile(bytes, kind: kind)
            let (lists, program) = try lists(file)
            let words = lists.flatMap(\.words)
            let flags = FlagList(words: words, line: { at in file.line(of: Self.place(at, lists)) }, takesNoArguments: program)
            guard let change = try next(flags, name) else { return bytes }
            let operation: Operation =
                switch change {
                case .replace(let at, let word): .replace(Self.place(at, lists), .text(word))
                case .remove(let at): .remove(Self.place(at, lists))
                case .add(let word): .addItem(Self.home(lists), .text(word))
                }
            bytes = try StructuredEdit<YAMLFile>(kind: kind).make(operation, in: file, bytes)
        }
        throw .unfit("\(path) stands in the file more often than can be put in order.")
    }

    private struct List {
        var place: Tree.Place
        var words: [String]
    }

    /// The place of a word, counted over all lists.
    private static func place(_ at: Int, _ lists: [List]) -> Tree.Place {
        var at = at
        for list in lists {
            if at < list.words.count { return list.place + [.index(at)] }
            at -= list.words.count
        }
        return lists.last?.place ?? []
    }

    /// The list that gets another flag: where the last one stands, or else the last list.
    private static func home(_ lists: [List]) -> Tree.Place {
        (lists.last { $0.words.contains { $0.hasPrefix("-") } } ?? lists.last)?.place ?? []
    }

    /// `command` and `args` of the container, in the order in which they make its command line; and whether its program takes only flags.
    private func lists(_ file: YAMLFile) throws(EditError) -> ([List], Bool) {
        let outer: Tree.Place = [.key("spec"), .key("containers")]
        guard case .list(let containers)? = file.tree[outer] else {
            throw .missing(path, "the manifest has no list spec.containers")
        }
        let names = containers.map { $0[.key("name")]?.plain }
        let matching = containers.indices.filter { container == nil || names[$0] == container }
        guard let index = matching.first else {
            throw .missing(path, "the pod's containers are \(names.map { $0 ?? "one without name" }.joined(separator: ", "))")
        }
        guard matching.count == 1 else {
            throw .ambiguous(
                path, lines: matching.map { file.line(of: outer + [.index($0)]) },
                "the pod has several containers, so the path is expected to name one")
        }
        let place = outer + [.index(index)]
        var lists: [List] = []
        for key in ["command", "args"] {
            guard case .list(let items)? = file.tree[place + [.key(key)]], !items.isEmpty else { continue }
            lists.append(List(place: place + [.key(key)], words: items.map { $0.plain ?? "" }))
        }
        guard let program = lists.first?.words.first else {
            throw .missing(path, "the container has neither command nor args")
        }
        let base = program.split(separator: "/").last.map { String($0) } ?? ""
        let known = ["kube-apiserver", "kube-controller-manager", "kube-scheduler", "etcd"]
        return (lists, known.contains(base))
    }
}
