import Facts

/// A flag that a program of the control plane no longer takes: since a version it stops at its start with `unknown flag`
/// (etcd: `flag provided but not defined`).
struct RemovedComponentFlag {
    /// The version without it, such as `1.33`.
    var since: String
    var instead: String

    /// Nil where a component takes the flag, or where its version, an image's tag, is not known.
    init?(_ flag: String, of component: String, version: String, _ releases: KnownReleases) {
        guard let running = SeriesVersion(version) else { return nil }
        if component == "etcd" {
            guard let removal = EtcdFlagRemoval.of(flag, in: running) else { return nil }
            (since, instead) = (removal.since.text, removal.instead)
        } else {
            guard running.major == 1, let removal = releases.removal(of: flag, program: component, minor: running.minor) else {
                return nil
            }
            (since, instead) = ("1.\(removal.since)", removal.instead)
        }
    }
}
