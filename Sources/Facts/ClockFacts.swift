/// How far the node's clock can be trusted.
public enum ClockFacts {
    /// The kernel's own word for it (adjtimex): any service that steers the clock sets it.
    public static let isSynchronized = FactKey(
        "clock.isSynchronized", .flag, "whether the kernel counts its clock as synchronized")
    /// Absent where none is active.
    public static let service = FactKey(
        "clock.service", .text, oneOf: .only("systemd-timesyncd", "chrony", "chronyd", "ntp", "ntpd"),
        "the unit that keeps the clock: systemd-timesyncd, chrony, chronyd, ntp, ntpd")
    public static let serviceSince = FactKey("clock.serviceSince", .instant, "since when the unit that keeps the clock is active")
    /// What the system wrote itself cannot be of the future.
    public static let newestTrace = FactKey(
        "clock.newestTrace", .instant, "the newest time of change of files that the system writes")
    public static let zoneOffset = FactKey("clock.zoneOffset", .integer, "how far local time is ahead of UTC, in seconds")

    static let all = [isSynchronized, service, serviceSince, newestTrace, zoneOffset]
}
