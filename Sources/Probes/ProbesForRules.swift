extension Probes {
    /// All probes; logs are searched for `patterns`, the rules' error texts, in one pass each.
    public static func all(patterns: [String]) -> [any Probe] {
        all + [LogsProbe(patterns: patterns)]
    }

    /// All probes but the one of the logs, which may be large.
    public static var withoutLogs: [any Probe] { all }
}
