/// containerd: its unit, its version, and its configuration as this version of the daemon reads it.
///
/// How a file is read depends on the daemon (containerd v1.6.39 and v1.7.34 services/server/config/config.go, v2.0.0 to v2.3.4
/// cmd/containerd/server/config/config.go and plugins/cri): what it ignores or refuses is a fact of its own.
public enum ContainerdFacts {
    public static let isInstalled = FactKey("containerd.isInstalled", .flag, "whether containerd is installed")
    public static let state = FactKey(
        "containerd.state", .text, oneOf: .unitStates, "the state of containerd.service: active, inactive, failed, activating")
    public static let subState = FactKey(
        "containerd.subState", .text, oneOf: .unitSubStates,
        "the detailed state of containerd.service: running, dead, auto-restart")
    public static let enabled = FactKey(
        "containerd.enabled", .text, oneOf: .unitFiles, "whether containerd.service starts at boot: enabled, disabled, masked")
    public static let restarts = FactKey("containerd.restarts", .integer, "how often systemd restarted containerd by itself")
    public static let result = FactKey(
        "containerd.result", .text, oneOf: .unitResults,
        "how containerd's last run ended: success, exit-code, signal, oom-kill, timeout")
    public static let exitStatus = FactKey("containerd.exitStatus", .integer, "the exit status of containerd's last run")
    public static let since = FactKey("containerd.since", .instant, "when containerd was started last")
    public static let openFiles = FactKey(
        "containerd.openFiles", .integer, "the soft limit of open files of containerd.service, which containers inherit")
    public static let version = FactKey("containerd.version", .text, "the version of the installed containerd")
    public static let major = FactKey("containerd.major", .integer, "the major version of the installed containerd")
    public static let minor = FactKey("containerd.minor", .integer, "the minor version of the installed containerd")

    public static let configPath = FactKey(
        "containerd.configPath", .text, "the configuration file that containerd is started with")
    public static let configExists = FactKey(
        "containerd.configExists", .flag, "whether containerd's configuration file exists; without it the built-in defaults hold")
    public static let configFiles = FactKey(
        "containerd.configFiles", .list, "the configuration files that containerd reads, in their order")
    public static let configChanged = FactKey(
        "containerd.configChanged", .instant, "when one of containerd's configuration files was changed last")
    public static let configVersion = FactKey(
        "containerd.configVersion", .integer, "the version that containerd's configuration declares; 1 where it declares none")
    public static let configVersionKnown = FactKey(
        "containerd.configVersionKnown", .integer, "the newest version of the configuration that this containerd knows")
    public static let refusesNewer = FactKey(
        "containerd.refusesNewer", .flag, "whether this containerd refuses to start with a configuration of a newer version")
    /// Text of the problem with its place. Absent where the files can be read.
    public static let configProblem = FactKey("containerd.configProblem", .text, "why containerd cannot read its configuration")
    public static let configProblemAt = FactKey(
        "containerd.configProblemAt", .text, "the file and line where containerd's configuration cannot be read")
    public static let configProblemFile = FactKey(
        "containerd.configProblemFile", .text, "the file at which containerd's configuration cannot be read")
    /// Absent where no single line is to blame.
    public static let configProblemLine = FactKey(
        "containerd.configProblemLine", .integer, "the line at which containerd's configuration cannot be read")
    public static let missingImports = FactKey(
        "containerd.missingImports", .list, "files that containerd's configuration imports by name and that do not exist")

    public static let disabledPlugins = FactKey(
        "containerd.disabledPlugins", .list, "the plugins that containerd's configuration disables")
    public static let criIsDisabled = FactKey(
        "containerd.criIsDisabled", .flag, "whether containerd's configuration disables its CRI plugin")
    public static let refusedPlugins = FactKey(
        "containerd.refusedPlugins", .list,
        "plugin names in containerd's configuration that this version refuses because they are not of the form io.containerd.TYPE.VERSION.NAME"
    )
    /// What containerd's own validation of the CRI settings objects to: then the CRI plugin is not loaded.
    public static let criProblem = FactKey("containerd.criProblem", .text, "why containerd's CRI plugin refuses its settings")
    public static let criProblemAt = FactKey(
        "containerd.criProblemAt", .text, "the file and line of the CRI setting that containerd refuses")
    public static let registryConflict = FactKey(
        "containerd.registryConflict", .flag, "whether registry mirrors (or TLS) and config_path are both set for containerd")

    /// The columns of `runtimes`.
    public enum Runtime: String, TableColumns {
        case name, type, isDefault, binaryName, systemdCgroup, systemdCgroupIsText

        public var cell: Cell {
            switch self {
            case .name: .text("the runtime handler's name")
            case .type: .text("its shim: io.containerd.runc.v2")
            case .isDefault: .flag("whether pods without a runtime class use it")
            case .binaryName: .text("the program that it starts containers with, where that is not runc of the search path")
            case .systemdCgroup: .flag("whether it asks systemd for cgroups; nothing where that is not set")
            case .systemdCgroupIsText:
                .flag("whether SystemdCgroup is written as text in quotation marks instead of true or false")
            }
        }
    }

    public static let runtimes = TableKey(
        "containerd.runtimes", Runtime.self,
        "the runtime handlers of containerd's configuration")
    /// From the files, with the defaults of this version; false in every release where nothing sets it.
    public static let systemdCgroup = FactKey(
        "containerd.systemdCgroup", .flag, "whether containerd's configuration sets SystemdCgroup for the runtime that pods use")

    /// The columns of `ignored`.
    public enum IgnoredSetting: String, TableColumns {
        case setting, value, table, readFrom, because

        public var cell: Cell {
            switch self {
            case .setting: .text("the last word of the setting: SystemdCgroup")
            case .value: .text("its value as the file writes it")
            case .table: .text("the table that it stands in")
            case .readFrom: .text("the table that this containerd reads the setting from")
            case .because: .text("why it is ignored, as a phrase")
            }
        }
    }

    public static let ignored = TableKey(
        "containerd.ignored", IgnoredSetting.self,
        "settings in containerd's configuration that this version does not read")

    /// The columns of `deprecated`.
    public enum DeprecatedSetting: String, TableColumns {
        case setting, goneIn, instead

        public var cell: Cell {
            switch self {
            case .setting: .text("the setting")
            case .goneIn: .text("the release of containerd that no longer has it")
            case .instead: .text("what to set instead")
            }
        }
    }

    public static let deprecated = TableKey(
        "containerd.deprecated", DeprecatedSetting.self,
        "settings in containerd's configuration that are to be removed")

    public static let snapshotter = FactKey("containerd.snapshotter", .text, "the snapshotter that containerd's CRI plugin uses")
    public static let sandboxImage = FactKey(
        "containerd.sandboxImage", .text, "the sandbox (pause) image that containerd's configuration sets")
    public static let registryConfigPath = FactKey(
        "containerd.registryConfigPath", .text, "the directories of containerd's registry host files")
    public static let cniBinDirs = FactKey(
        "containerd.cniBinDirs", .list, "the directories where containerd looks for CNI plugins")
    public static let cniConfDir = FactKey(
        "containerd.cniConfDir", .text, "the directory where containerd looks for CNI configurations")
    public static let cniMaxConfigs = FactKey(
        "containerd.cniMaxConfigs", .integer,
        "how many CNI configurations containerd loads, in the order of their names; 0 is all")
    public static let address = FactKey("containerd.address", .text, "the socket that containerd's configuration names")
    public static let unit = [
        isInstalled, state, subState, enabled, restarts, result, exitStatus, since, openFiles, version, major, minor,
    ]
    public static let config = [
        configPath, configExists, configFiles, configChanged, configVersion, configVersionKnown, refusesNewer, configProblem,
        configProblemAt, configProblemFile, configProblemLine, missingImports, disabledPlugins, criIsDisabled, refusedPlugins,
        criProblem, criProblemAt,
        registryConflict,
        runtimes, systemdCgroup, ignored, deprecated, snapshotter, sandboxImage, registryConfigPath, cniBinDirs,
        cniConfDir, cniMaxConfigs, address,
    ]
    static let all = unit + config
}
