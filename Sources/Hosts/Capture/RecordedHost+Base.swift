extension RecordedHost {
    /// So many captures may stand on one another.
    private static let mostBases = 4

    /// Opens a folder. A capture that names its base holds only what differs from it: its files and the lines of its index count
    /// after the base's.
    init(folder path: String, depth: Int) throws(HostError) {
        let own = try RecordedHost(store: CaptureFolder(path))
        guard let name = own.head.base else {
            self = own
            return
        }
        guard depth < Self.mostBases else {
            throw .badCapture("it stands on more than \(Self.mostBases) captures, one on the other")
        }
        let isName = !name.isEmpty && !name.contains("/") && !name.hasPrefix(".")
        guard isName else { throw .badCapture("its base \(name) is no name of a folder beside it") }
        let parent = path.split(separator: "/", omittingEmptySubsequences: true).dropLast().joined(separator: "/")
        var whole: RecordedHost
        do throws(HostError) {
            whole = try RecordedHost(folder: "/\(parent)/\(name)", depth: depth + 1)
        } catch {
            if case .badCapture(let what) = error { throw .badCapture("its base \(name): \(what)") }
            throw .badCapture("its base \(name), which is to lie beside it: \(error.description)")
        }
        for path in own.head.without ?? [] { whole.forget(path) }
        var store = ChangedStore(whole.store)
        for name in own.store.sizes.keys where name != "index.jsonl" {
            store.set(name, try own.store.bytes(name).get())
        }
        self = own
        self.store = store
        index = try whole.index.followed(by: own.index)
        tree = CaptureTree(store.sizes.keys)
    }

    /// The files at and below a path are not in the capture any more; its index stays as it is.
    private mutating func forget(_ path: String) {
        let name = "files" + CaptureIndex.plain(path)
        var changed = ChangedStore(store)
        for file in store.sizes.keys where file == name || file.hasPrefix(name + "/") { changed.set(file, nil) }
        store = changed
    }

    /// The same, with every file and every line of the index read but once: for a capture that is asked again and again.
    package func kept() -> RecordedHost {
        var host = self
        host.store = KeptStore(store)
        host.index.keepDecoded()
        return host
    }
}
