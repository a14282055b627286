/// A version of Kubernetes 1: the minor, and the patch where one was named.
public struct KubernetesVersion: Sendable, Hashable, Comparable, CustomStringConvertible {
    public var minor: Int
    /// Nil where any patch will do: then the newest that drydock knows is taken.
    public var patch: Int?

    public init(minor: Int, patch: Int? = nil) {
        self.minor = minor
        self.patch = patch
    }

    /// Reads `1.36`, `1.36.3` and `v1.36.3`; nil for anything else.
    public init?(_ text: some StringProtocol) {
        let parts = text.drop { $0 == "v" }.split(separator: ".", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { part in part.utf8.allSatisfy { (48...57).contains($0) } ? Int(part) : nil }
        guard numbers.count == parts.count, (2...3).contains(numbers.count), numbers[0] == 1 else { return nil }
        minor = numbers[1]
        patch = numbers.count == 3 ? numbers[2] : nil
    }

    public static func < (a: KubernetesVersion, b: KubernetesVersion) -> Bool {
        (a.minor, a.patch ?? -1) < (b.minor, b.patch ?? -1)
    }

    public var description: String { "1.\(minor)" + (patch.map { ".\($0)" } ?? "") }
    /// Without the patch: `1.36`.
    public var minorText: String { "1.\(minor)" }
}
