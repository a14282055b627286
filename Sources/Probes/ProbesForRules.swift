extension Probes {
    /// All probes but those that read logs.
    public static var withoutLogs: [any Probe] { all }

    /// All probes; logs are searched for `patterns`, the rules' error texts, in one pass each.
    public static func all(patterns: [String]) -> [any Probe] {
        all + [LogsProbe(patterns: patterns)]
    }
}
