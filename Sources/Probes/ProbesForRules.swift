import Facts

extension Probes {
    /// All probes; logs are searched for `patterns`, the rules' error texts, in one pass each. What releases changed is the knowledge's.
    public static func all(patterns: [String], releases: KnownReleases) -> [any Probe] {
        all(releases) + [LogsProbe(patterns: patterns)]
    }

    /// All probes but the one of the logs, which may be large.
    public static func withoutLogs(releases: KnownReleases) -> [any Probe] { all(releases) }
}
