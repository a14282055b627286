import Text

/// What is mounted where: the lines of /proc/mounts (proc(5)), the later over the earlier.
struct MountTable: Sendable {
    struct Mount: Sendable, Equatable {
        var device: String
        var path: String
        var type: String
        var options: [String]
        /// From 1.
        var line: Int
        var text: String
    }

    let mounts: [Mount]

    init(_ text: String) {
        mounts = text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap { index, line in
            let fields = line.split(separator: " ")
            guard fields.count >= 4 else { return nil }
            return Mount(
                device: Octal.unescaped(fields[0]), path: Octal.unescaped(fields[1]), type: String(fields[2]),
                options: fields[3].split(separator: ",").map(String.init), line: index + 1, text: String(line))
        }
    }

    /// The mount that a path lies on: the longest path above it, and of several there the one that lies on top.
    func mount(of path: String) -> Mount? {
        var best: Mount?
        for mount in mounts where Self.isPath(path, in: mount.path) {
            if mount.path.utf8.count >= (best?.path.utf8.count ?? 0) { best = mount }
        }
        return best
    }

    /// All mounts of a type, the topmost last.
    func mounts(ofType type: String) -> [Mount] { mounts.filter { $0.type == type } }

    private static func isPath(_ path: String, in folder: String) -> Bool {
        folder == "/" || path == folder || path.hasPrefix(folder + "/")
    }
}
