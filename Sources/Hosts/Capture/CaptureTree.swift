/// The directories that the names under `files/` make up.
struct CaptureTree: Sendable {
    /// Names in each directory, by its path without a slash at the end; the root is "".
    private var children: [String: Set<String>] = [:]

    init(_ names: some Sequence<String>) {
        for name in names { insert(name) }
    }

    /// A file more, by its name in the capture.
    mutating func insert(_ name: String) {
        guard name.hasPrefix("files/") else { return }
        var path = name.dropFirst("files".count)
        while let slash = path.lastIndex(of: "/") {
            let parent = path[..<slash]
            let isNew = children[String(parent), default: []].insert(String(path[path.index(after: slash)...])).inserted
            if !isNew { break }
            path = parent
        }
    }

    /// A file or directory less, by its path; the directory above stays, empty or not.
    mutating func remove(_ path: String) {
        for directory in children.keys where directory == path || directory.hasPrefix(path + "/") { children[directory] = nil }
        guard let slash = path.lastIndex(of: "/") else { return }
        children[String(path[..<slash])]?.remove(String(path[path.index(after: slash)...]))
    }

    /// Names in a directory; nil where no file lies under it.
    func names(in path: String) -> Set<String>? { children[path == "/" ? "" : path] }

    /// Whether a directory's names are all there are: not so for the root, of which a capture holds but parts, and not under
    /// the kernel's own file systems, which no capture holds whole.
    func isWhole(_ path: String) -> Bool {
        guard path != "/", !path.isEmpty, children[path] != nil else { return false }
        return !["/proc", "/sys", "/dev"].contains { path == $0 || path.hasPrefix($0 + "/") }
    }
}
