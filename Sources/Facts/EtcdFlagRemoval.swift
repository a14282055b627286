import Text

/// A flag that etcd no longer takes. etcd has versions of its own, whatever release of Kubernetes it serves.
package struct EtcdFlagRemoval: Sendable {
    /// The first series without it.
    package var since: SeriesVersion
    private var flags: [String] = []
    /// A flag that begins so, in place of a list.
    private var prefix: String?
    /// What to do instead, as a phrase.
    package var instead: String

    /// The removal of a flag, where a series has it no more.
    package static func of(_ flag: String, in series: SeriesVersion) -> EtcdFlagRemoval? {
        all.first { $0.since <= series && ($0.flags.contains(flag) || $0.prefix.map(flag.hasPrefix) ?? false) }
    }

    /// etcd server/etcdmain/config.go of 3.5, 3.6 and 3.7. etcd 3.6 still takes `--experimental-…` flags and warns; 3.7 does not.
    private static let all = [
        EtcdFlagRemoval(
            since: SeriesVersion(3, 6),
            flags: [
                "enable-v2", "experimental-enable-v2v3", "proxy", "proxy-dial-timeout", "proxy-failure-wait",
                "proxy-read-timeout", "proxy-refresh-interval", "proxy-write-timeout",
            ],
            instead: "nothing: etcd's version 2 API is gone"),
        EtcdFlagRemoval(
            since: SeriesVersion(3, 7), flags: ["max-snapshots", "v2-deprecation", "discovery", "discovery-proxy"],
            instead: "nothing: what it set is gone"),
        EtcdFlagRemoval(
            since: SeriesVersion(3, 7), prefix: "experimental-", instead: "the flag of that name without experimental-"),
    ]
}

/// Major and minor version of a tag such as `v1.36.2` or `3.6.8-0`.
package struct SeriesVersion: Comparable, Sendable {
    package var major, minor: Int

    package init(_ major: Int, _ minor: Int) {
        self.major = major
        self.minor = minor
    }

    /// Nil for what is no version.
    package init?(_ tag: String) {
        guard let numbers = VersionOrder.numbers(tag) else { return nil }
        self.init(numbers[0], numbers[1])
    }

    /// `3.6`.
    package var text: String { "\(major).\(minor)" }

    package static func < (a: SeriesVersion, b: SeriesVersion) -> Bool { (a.major, a.minor) < (b.major, b.minor) }
}
