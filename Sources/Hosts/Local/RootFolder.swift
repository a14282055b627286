import Glibc

/// The folder that stands for `/`: the machine's own, or where the disk of a machine that does not start is mounted.
struct RootFolder: Sendable {
    /// Without a slash at its end; empty for the machine's own root.
    let prefix: String

    init(_ folder: String?) {
        var folder = folder ?? ""
        while folder.hasSuffix("/") { folder.removeLast() }
        prefix = folder
    }

    var isMachine: Bool { prefix.isEmpty }

    /// The path to open for a node's path. Under a folder every link is followed inside it: `/etc/resolv.conf ->
    /// /run/systemd/…` means the folder's `/run`, and `..` never leaves it.
    func resolve(_ path: String, followingLast: Bool) -> Result<String, HostError> {
        guard path.hasPrefix("/"), !path.utf8.contains(0) else {
            return .failure(.failed(path: path, because: "it is not an absolute path"))
        }
        guard !isMachine else { return .success(path) }
        var waiting = Self.parts(path)
        var done: [Substring] = []
        var links = 0
        while !waiting.isEmpty {
            let part = waiting.removeFirst()
            if part == ".." {
                if !done.isEmpty { done.removeLast() }
                continue
            }
            let place = Self.join(prefix, done + [part])
            if !waiting.isEmpty || followingLast, let target = linkTarget(place) {
                links += 1
                // The kernel's own limit (path_resolution(7)).
                guard links <= 40 else { return .failure(HostError(path: path, errno: ELOOP)) }
                if target.hasPrefix("/") { done = [] }
                waiting = Self.parts(target) + waiting
            } else {
                done.append(part)
            }
        }
        return .success(Self.join(prefix, done))
    }

    private static func parts(_ path: String) -> [Substring] {
        path.split(separator: "/").filter { $0 != "." }.map { Substring(String($0)) }
    }

    private static func join(_ prefix: String, _ parts: [Substring]) -> String {
        prefix + "/" + parts.joined(separator: "/")
    }
}
