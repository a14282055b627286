/// Log lines are facts too: what the one pass over each log found.
public enum LogFacts {
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

    /// One row for each pattern and log where it matched.
    public static let matched = FactKey(
        "logs.matched",
        .table([
            Column("pattern", .text, "the pattern, as the rule writes it"),
            Column("log", .text, "the log's name"),
            Column("text", .text, "the newest matching line"),
            Column("count", .integer, "how many lines matched"),
            Column("first", .instant, "the time of the first match"),
            Column("last", .instant, "the time of the newest match"),
            Column("countSinceStart", .integer, "how many matched since the unit or container last started"),
            Column("container", .text, "the container, where the log is a container's"),
        ]),
        "the log lines that known problems write")

    /// One row a log that could not be read.
    public static let unread = FactKey(
        "logs.unread",
        .table([
            Column("log", .text, "the log's name"),
            Column("because", .text, "why it could not be read, as a sentence"),
        ]),
        "the logs that could not be read")

    static let all = [read, matched, unread]
}
