/// Log lines are facts too: what the one pass over each log found.
public enum LogFacts {
    /// The windows in which matches are counted, in seconds before the look, each with its column of `matched`. A rule's `since:` is
    /// one of them.
    public static let windows: [(seconds: Int, column: String)] = [
        (30, "in30s"), (60, "in1m"), (120, "in2m"), (180, "in3m"), (300, "in5m"), (600, "in10m"), (900, "in15m"), (1800, "in30m"),
        (3600, "in1h"), (86400, "in24h"),
    ]

    /// One row a log that was read.
    public static let read = FactKey(
        "logs.read",
        .table([
            Column("log", .text, "the log's name: kubelet, runtime, kernel, or a container's"),
            Column("lines", .integer, "how many lines were read"),
            Column("first", .instant, "the time of the first line read"),
            Column("last", .instant, "the time of the last line read"),
            Column("isCut", .flag, "whether older lines were left out"),
        ]),
        "the logs that could be read")

    private static let matchedColumns =
        [
            Column("pattern", .text, "the pattern, as the rule writes it"),
            Column("log", .text, "the log's name"),
            Column("text", .text, "the newest matching line"),
            Column("count", .integer, "how many lines matched; in a finding, how many in the rule's window"),
            Column("first", .instant, "the time of the first match"),
            Column("last", .instant, "the time of the newest match"),
            Column(
                "countSinceStart", .integer,
                "how many matched in the run that is under way, and where the unit does not stay up in the run that ended last"),
            Column("container", .text, "the container, where the log is a container's"),
            Column("place", .text, "what the log is called for a person: a file's path, a unit's journal"),
            Column("isEarlierRun", .flag, "whether the log is of a container's run before its newest"),
        ]
        + windows.map { window in
            Column(
                window.column, .integer,
                "how many matched in the last \(window.seconds) s, in the unit's present run or series of failed runs")
        }

    /// One row for each pattern and log where it matched.
    public static let matched = FactKey("logs.matched", .table(matchedColumns), "the log lines that known problems write")

    /// Derived: those of `matched` that are no history. An ended run of a container that stays up again is.
    public static let present = FactKey(
        "logs.present", .table(matchedColumns), "the log lines of known problems that are not over")

    /// One row a log that could not be read.
    public static let unread = FactKey(
        "logs.unread",
        .table([
            Column("log", .text, "the log's name"),
            Column("because", .text, "why it could not be read, as a sentence"),
        ]),
        "the logs that could not be read")

    private static let wordColumns = [
        Column("log", .text, "the log's name: kubelet, runtime, etcd, container/NAMESPACE/POD/CONTAINER"),
        Column(
            "program", .text, "what wrote it, for a person: kubelet.service, the container etcd of the pod kube-system/etcd-cp1"),
        Column("text", .text, "what it says, without quoting: failed to parse kubelet flag: unknown flag: --no-such-flag"),
        Column("time", .instant, "when it was written"),
        Column("upSince", .instant, "of a unit that has run steadily since: when that run began"),
    ]

    /// One row a program whose newest ended run ended in failure: of what that run wrote, the entry that tells most, which is its
    /// `command failed`, else its last at the level fatal, else error, else its last line. Of containers: of each log of the cluster's own
    /// parts, whether its run has ended or not.
    public static let lastWords = FactKey(
        "logs.lastWords", .table(wordColumns), "what the programs wrote last before they ended")

    /// Derived: what each program that does not stay up wrote last, units and containers.
    public static let reasons = FactKey(
        "logs.reasons", .table(wordColumns), "what the programs that do not stay up wrote last")

    static let all = [read, matched, present, unread, lastWords, reasons]
}
