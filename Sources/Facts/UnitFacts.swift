/// The units that a node's health hangs on, as systemd sees them, and systemd itself.
public enum UnitFacts {
    /// The units that are looked at. Asked for together, one call a group: what fails together is read together.
    package static let groups = [
        ["kubelet.service"],
        ["containerd.service"],
        ["crio.service"],
        ["docker.service", "docker.socket", "cri-docker.service", "cri-docker.socket"],
        ["etcd.service"],
        [
            "systemd-resolved.service", "systemd-timesyncd.service", "chrony.service", "chronyd.service", "ntp.service",
            "ntpd.service", "firewalld.service", "ufw.service", "nftables.service", "apparmor.service",
        ],
    ]

    /// True where systemd is PID 1: sd_booted(3) tests for the directory /run/systemd/system.
    public static let systemdRuns = FactKey("systemd.runs", .flag, "whether systemd is the node's init system (PID 1)")

    /// The columns of `units`.
    public enum Unit: String, TableColumns {
        case name, load, active, sub, result, restarts, enabled, since, changed, started, mainPID, mainStatus, fragment,
            dropIns, needsReload, execStart, openFiles, environment, httpProxy, httpsProxy, noProxy

        public var cell: Cell {
            switch self {
            case .name: .text("the unit's name with its ending: kubelet.service", oneOf: .known(UnitFacts.groups.flatMap { $0 }))
            case .load: .text("whether it could be read: loaded, not-found, masked, bad-setting, error", oneOf: .unitLoads)
            case .active: .text("its state: active, reloading, inactive, failed, activating, deactivating", oneOf: .unitStates)
            case .sub: .text("its state in detail: running, dead, auto-restart, exited, listening", oneOf: .unitSubStates)
            case .result:
                .text(
                    "how its last run ended: success, exit-code, signal, oom-kill, timeout, start-limit-hit", oneOf: .unitResults)
            case .restarts: .integer("how often systemd restarted it since it was last started by hand")
            case .enabled:
                .text(
                    "whether it starts at boot: enabled, disabled, masked, static, alias, indirect, generated", oneOf: .unitFiles)
            case .since: .instant("when it reached the state active last")
            case .changed: .instant("when its state changed last")
            case .started: .instant("when its main process was started last")
            case .mainPID: .integer("the process id of its main process")
            case .mainStatus: .integer("the exit status of its last main process")
            case .fragment: .text("the unit file")
            case .dropIns: .list("the drop-in files, in the order in which they are applied")
            case .needsReload: .flag("whether its files changed since systemd read them")
            case .execStart: .text("the command line that it starts")
            case .openFiles: .integer("the soft limit of open files of its processes; nothing where it is unlimited")
            case .environment: .list("the names of the variables that it sets")
            case .httpProxy: .text("the host and port of its HTTP_PROXY")
            case .httpsProxy: .text("the host and port of its HTTPS_PROXY")
            case .noProxy: .list("the members of its NO_PROXY")
            }
        }
    }

    /// One row a unit that was asked for, also where no such unit is installed (`load` is `not-found` then). Missing where
    /// systemd is not PID 1 or does not answer. Names carry their ending: `containerd.service`, `docker.socket`.
    public static let units = TableKey(
        "units", Unit.self,
        "the state of the node's units")

    static let all = [systemdRuns, units]
}

extension FactSet {
    /// The unit of that name, or nil where systemd has none such or could not be asked.
    public func unit(_ name: String) -> Row<UnitFacts.Unit>? {
        rows(UnitFacts.units)?.first { $0.text(.name) == name && $0.text(.load) != "not-found" }
    }
}
