/// What changed on the node, newest last: package log, file times, unit restarts, boots, certificate dates.
public enum ChangeFacts {
    public static let changes = FactKey(
        "changes",
        .table([
            Column("what", .text, "what changed, as a phrase: \"containerd 1.7.24 was installed\""),
            Column("when", .instant, "when it changed"),
            Column("kind", .text, "package, file, unit, boot, certificate or log"),
        ]),
        "what changed on the node and when")

    static let all = [changes]
}
