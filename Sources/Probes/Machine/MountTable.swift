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
                device: Self.unescaped(fields[0]), path: Self.unescaped(fields[1]), type: String(fields[2]),
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

    /// Blanks, tabs, newlines and backslashes stand as three octal digits: `\040`.
    private static func unescaped(_ text: Substring) -> String {
        guard text.utf8.contains(UInt8(ascii: "\\")) else { return String(text) }
        var bytes: [UInt8] = []
        let from = Array(text.utf8)
        var at = 0
        while at < from.count {
            if from[at] == UInt8(ascii: "\\"), at + 3 < from.count,
                let byte = UInt8(String(decoding: from[(at + 1)...(at + 3)], as: UTF8.self), radix: 8)
            {
                bytes.append(byte)
                at += 4
            } else {
                bytes.append(from[at])
                at += 1
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
