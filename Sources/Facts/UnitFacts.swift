/// The units that a node's health hangs on, as systemd sees them, and systemd itself.
public enum UnitFacts {
    /// True where systemd is PID 1: sd_booted(3) tests for the directory /run/systemd/system.
    public static let systemdRuns = FactKey("systemd.runs", .flag, "whether systemd is the node's init system (PID 1)")

    /// One row a unit that was asked for, also where no such unit is installed (`load` is `not-found` then). Missing where
    /// systemd is not PID 1 or does not answer. Names carry their ending: `containerd.service`, `docker.socket`.
    public static let units = FactKey(
        "units",
        .table([
            Column("name", .text, "the unit's name with its ending: kubelet.service"),
            Column("load", .text, "whether it could be read: loaded, not-found, masked, bad-setting, error"),
            Column("active", .text, "its state: active, reloading, inactive, failed, activating, deactivating"),
            Column("sub", .text, "its state in detail: running, dead, auto-restart, exited, listening"),
            Column("result", .text, "how its last run ended: success, exit-code, signal, oom-kill, timeout, start-limit-hit"),
            Column("restarts", .integer, "how often systemd restarted it since it was last started by hand"),
            Column("enabled", .text, "whether it starts at boot: enabled, disabled, masked, static, alias, indirect, generated"),
            Column("since", .instant, "when it reached the state active last"),
            Column("changed", .instant, "when its state changed last"),
            Column("started", .instant, "when its main process was started last"),
            Column("mainPID", .integer, "the process id of its main process"),
            Column("mainStatus", .integer, "the exit status of its last main process"),
            Column("fragment", .text, "the unit file"),
            Column("dropIns", .list, "the drop-in files, in the order in which they are applied"),
            Column("needsReload", .flag, "whether its files changed since systemd read them"),
            Column("execStart", .text, "the command line that it starts"),
            Column("openFiles", .integer, "the soft limit of open files of its processes; nothing where it is unlimited"),
            Column("environment", .list, "the names of the variables that it sets"),
            Column("httpProxy", .text, "the host and port of its HTTP_PROXY"),
            Column("httpsProxy", .text, "the host and port of its HTTPS_PROXY"),
            Column("noProxy", .list, "the members of its NO_PROXY"),
        ]),
        "the state of the node's units")

    static let all = [systemdRuns, units]
}

extension FactSet {
    /// The unit of that name, or nil where systemd has none such or could not be asked.
    public func unit(_ name: String) -> Row? {
        rows(UnitFacts.units)?.first { $0.text("name") == name && $0.text("load") != "not-found" }
    }
}
