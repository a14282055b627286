/// The first two numbers of a version, of Kubernetes or of another program: 1.36 of v1.36.2.
public struct MinorVersion: Sendable, Hashable, Comparable, CustomStringConvertible {
    public var major: Int
    public var minor: Int

    public init(major: Int = 1, minor: Int) {
        self.major = major
        self.minor = minor
    }

    /// Reads `1.36`, `v1.36.2`, `1.36.2-1.1`, `v1.37.0-rc.1`; nil for anything else.
    public init?(_ text: some StringProtocol) {
        let parts = text.drop { $0 == "v" }.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count >= 2, let major = Int(parts[0]), let minor = Int(parts[1].prefix { $0.isNumber }), !parts[1].isEmpty
        else { return nil }
        self.init(major: major, minor: minor)
    }

    public static func < (a: MinorVersion, b: MinorVersion) -> Bool { (a.major, a.minor) < (b.major, b.minor) }
    public var description: String { "\(major).\(minor)" }
}
