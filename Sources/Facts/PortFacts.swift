/// The TCP ports that something on the node listens on.
///
/// Nothing is bound to find out.
public enum PortFacts {
    public static let ports = FactKey(
        "ports",
        .table([
            Column("port", .integer, "the port"),
            Column("address", .text, "the address it listens on; * for all"),
            Column("process", .text, "the name of the program that listens"),
            Column("pid", .integer, "its process id"),
            Column(
                "unit", .text,
                "the unit that the process belongs to, such as kubelet.service; nothing where it came from a login session"),
            Column("origin", .text, "where the process came from, as a phrase: its unit, or a login session"),
        ]),
        "the TCP ports that something listens on")

    static let all = [ports]
}
