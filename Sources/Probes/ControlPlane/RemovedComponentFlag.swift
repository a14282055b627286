import Facts

/// A flag that a program of the control plane no longer takes: since a version it stops at its start with `unknown flag`
/// (etcd: `flag provided but not defined`).
struct RemovedComponentFlag {
    /// The version without it, such as `1.33`.
    var since: String
    var instead: String

    /// Nil where a component takes the flag, or where its version, an image's tag, is not known.
    init?(_ flag: String, of component: String, version: String, _ releases: KnownReleases) {
        guard let running = ComponentMinor(version) else { return nil }
        if component == "etcd" {
            guard let removal = Self.etcd.first(where: { $0.since <= running && $0.names(flag) }) else { return nil }
            (since, instead) = ("\(removal.since.major).\(removal.since.minor)", removal.instead)
        } else {
            guard running.major == 1, let removal = releases.removal(of: flag, program: component, minor: running.minor) else {
                return nil
            }
            (since, instead) = ("1.\(removal.since)", removal.instead)
        }
    }

    /// etcd has versions of its own, whatever release of Kubernetes it serves.
    private struct EtcdRemoval {
        var since: ComponentMinor
        var flags: [String] = []
        /// A flag that begins so, in place of a list.
        var prefix: String?
        var instead: String

        func names(_ flag: String) -> Bool { flags.contains(flag) || prefix.map { flag.hasPrefix($0) } ?? false }
    }

    /// etcd server/etcdmain/config.go of 3.5, 3.6 and 3.7. etcd 3.6 still takes `--experimental-…` flags and warns; 3.7 does not.
    private static let etcd = [
        EtcdRemoval(
            since: ComponentMinor(3, 6),
            flags: [
                "enable-v2", "experimental-enable-v2v3", "proxy", "proxy-dial-timeout", "proxy-failure-wait",
                "proxy-read-timeout", "proxy-refresh-interval", "proxy-write-timeout",
            ],
            instead: "nothing: etcd's version 2 API is gone"),
        EtcdRemoval(
            since: ComponentMinor(3, 7), flags: ["max-snapshots", "v2-deprecation", "discovery", "discovery-proxy"],
            instead: "nothing: what it set is gone"),
        EtcdRemoval(
            since: ComponentMinor(3, 7), prefix: "experimental-", instead: "the flag of that name without experimental-"),
    ]
}

/// Major and minor version of a tag such as `v1.36.2` or `3.6.8-0`.
private struct ComponentMinor: Comparable {
    var major, minor: Int

    init(_ major: Int, _ minor: Int) {
        self.major = major
        self.minor = minor
    }

    init?(_ tag: String) {
        guard let minor = VersionText.minor(tag),
            let major = tag.drop(while: { $0 == "v" }).split(separator: ".").first.flatMap({ Int($0) })
        else { return nil }
        self.init(major, minor)
    }

    static func < (a: ComponentMinor, b: ComponentMinor) -> Bool { (a.major, a.minor) < (b.major, b.minor) }
}
