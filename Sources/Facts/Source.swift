/// Where a fact comes from: a file and line, a command, a socket; with the text that was read there.
public struct Source: Sendable, Equatable {
    /// `/var/lib/kubelet/config.yaml:12`, `systemctl show kubelet`, `CRI Status on /run/containerd/containerd.sock`.
    public var origin: String
    /// The line or value that was read; at most a few hundred characters, never a secret. Empty where the origin says it all.
    public var text: String
    /// When what was read happened (a log line's time) or was last changed (a file's mtime), where that is known.
    public var time: Instant?

    public init(_ origin: String, _ text: String = "", at time: Instant? = nil) {
        self.origin = origin
        self.text = text
        self.time = time
    }

    /// A line of a file: `path:line`.
    public static func file(_ path: String, line: Int? = nil, _ text: String = "", at time: Instant? = nil) -> Source {
        Source(line.map { "\(path):\($0)" } ?? path, text, at: time)
    }
}
