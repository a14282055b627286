/// The kubelet: its program, its command line, its configuration and its health.
///
/// Values are the effective ones: the flag where there is one, else the configuration file's, else the kubelet's own default
/// (defaults: kubernetes 1.36 pkg/kubelet/apis/config/v1beta1/defaults.go). Where no kubelet is installed all are absent.
public enum KubeletFacts {
    public static let isInstalled = FactKey("kubelet.isInstalled", .flag, "whether the kubelet's program is on this machine")
    public static let version = FactKey("kubelet.version", .text, "the version that the kubelet's program gives, such as v1.36.2")
    /// 36 for v1.36.2.
    public static let minor = FactKey("kubelet.minor", .integer, "the minor version of the kubelet, 36 for v1.36.2")
    public static let hasUnit = FactKey("kubelet.hasUnit", .flag, "whether there is a unit file kubelet.service")

    /// True where `GET /healthz` on the kubelet's health port answers 200; false where nothing answers or it answers otherwise.
    public static let isHealthy = FactKey("kubelet.isHealthy", .flag, "whether the kubelet's own health check passes")
    public static let healthz = FactKey("kubelet.healthz", .text, "what the kubelet's health check on its local port says")

    /// The columns of `flags`.
    public enum Flag: String, TableColumns {
        case name, value, file, line, isEffective

        public var cell: Cell {
            switch self {
            case .name: .text("the flag's name without dashes")
            case .value: .text("its value; true where none is written")
            case .file: .text("the file that it stands in")
            case .line: .integer("the line of that file")
            case .isEffective: .flag("whether no later flag of that name overrides it")
            }
        }
    }

    public static let flags = TableKey(
        "kubelet.flags", Flag.self,
        "the flags that the kubelet is started with")

    /// The columns of `removedFlags`.
    public enum RemovedFlag: String, TableColumns {
        case name, file, line, removedIn, instead

        public var cell: Cell {
            switch self {
            case .name: .text("the flag's name without dashes")
            case .file: .text("the file that it stands in")
            case .line: .integer("the line of that file")
            case .removedIn: .text("the Kubernetes minor version that removed it")
            case .instead: .text("what to use instead, as a phrase")
            }
        }
    }

    public static let removedFlags = TableKey(
        "kubelet.removedFlags", RemovedFlag.self,
        "the kubelet's flags that its version no longer knows")

    /// The columns of `refusedFlags`.
    public enum RefusedFlag: String, TableColumns {
        case name, reason, place, last

        public var cell: Cell {
            switch self {
            case .name: .text("the flag's name without dashes")
            case .reason: .text("the kubelet's words: unknown flag: --NAME")
            case .place: .text("the file and line where it stands, as the beginning of a sentence")
            case .last: .instant("when the kubelet said it last")
            }
        }
    }

    /// Derived, from its last words.
    public static let refusedFlags = TableKey(
        "kubelet.refusedFlags", RefusedFlag.self,
        "the flags at which the kubelet ends")

    /// A kubelet with a configuration or a folder of manifests and without any kubeconfig, as on a host for etcd alone.
    public static let isStandalone = FactKey(
        "kubelet.isStandalone", .flag, "whether the kubelet runs static pods only: it is started without a kubeconfig")
    public static let configPath = FactKey("kubelet.configPath", .text, "the configuration file that the kubelet is started with")
    public static let hasConfig = FactKey("kubelet.hasConfig", .flag, "whether the kubelet's configuration file exists")
    public static let configProblem = FactKey(
        "kubelet.configProblem", .text, "why the kubelet's configuration file cannot be read as YAML")
    /// The columns of `unknownFields`.
    public enum UnknownField: String, TableColumns {
        case field, file, line, hint, key, meant, since

        public var cell: Cell {
            switch self {
            case .field: .text("the field, with the path to it")
            case .file: .text("the file that it stands in")
            case .line: .integer("its line")
            case .hint: .text("a sentence about what was probably meant")
            case .key: .text("the last word of the path to it, as it stands in the file")
            case .meant: .text("the field that was probably meant in its place; nothing where none is named like it")
            case .since: .text("the Kubernetes minor version that knows it first, where it is of a later one")
            }
        }
    }

    public static let unknownFields = TableKey(
        "kubelet.unknownFields", UnknownField.self,
        "the fields of the kubelet's configuration that its version does not know")

    /// The columns of `invalidValues`.
    public enum InvalidValue: String, TableColumns {
        case field, group, key, value, file, line, wanted, meant

        public var cell: Cell {
            switch self {
            case .field: .text("the field, with the path to it")
            case .group: .text("the field within which it stands; absent on the first level")
            case .key: .text("the last word of the path to it")
            case .value: .text("what it is set to")
            case .file: .text("the file that it stands in")
            case .line: .integer("its line")
            case .wanted: .text("what it may be, as a phrase")
            case .meant: .text("the value that was probably meant; nothing where none is like it")
            }
        }
    }

    public static let invalidValues = TableKey(
        "kubelet.invalidValues", InvalidValue.self,
        "the values in the kubelet's configuration with which it does not start")

    /// The columns of `duplicateFields`.
    public enum DuplicateField: String, TableColumns {
        case field, file, line, firstLine

        public var cell: Cell {
            switch self {
            case .field: .text("the field")
            case .file: .text("the file that it stands in")
            case .line: .integer("the line of the one that holds")
            case .firstLine: .integer("the line of the one that is lost")
            }
        }
    }

    public static let duplicateFields = TableKey(
        "kubelet.duplicateFields", DuplicateField.self,
        "the fields that stand twice in the kubelet's configuration")

    public static let cgroupDriver = FactKey(
        "kubelet.cgroupDriver", .text, oneOf: .cgroupDrivers,
        "the cgroup driver that the kubelet's configuration or flags ask for")
    public static let failSwapOn = FactKey("kubelet.failSwapOn", .flag, "whether the kubelet refuses to run with swap on")
    public static let swapBehavior = FactKey(
        "kubelet.swapBehavior", .text, oneOf: .known("NoSwap", "LimitedSwap", "UnlimitedSwap"),
        "how the kubelet lets pods use swap (memorySwap.swapBehavior)")
    public static let failCgroupV1 = FactKey("kubelet.failCgroupV1", .flag, "whether the kubelet refuses to run on cgroup v1")
    public static let staticPodPath = FactKey("kubelet.staticPodPath", .text, "the folder of static pod manifests")
    public static let resolvConf = FactKey("kubelet.resolvConf", .text, "the resolver file that the kubelet hands to pods")
    public static let clusterDNS = FactKey(
        "kubelet.clusterDNS", .list, "the addresses of cluster DNS that the kubelet gives to pods")
    public static let clusterDomain = FactKey(
        "kubelet.clusterDomain", .text, "the DNS domain of the cluster that the kubelet gives to pods")
    public static let containerRuntimeEndpoint = FactKey(
        "kubelet.containerRuntimeEndpoint", .text, "the runtime's socket that the kubelet uses")
    public static let hostnameOverride = FactKey(
        "kubelet.hostnameOverride", .text, "the node name that --hostname-override gives")
    public static let nodeIPs = FactKey("kubelet.nodeIPs", .list, "the addresses that --node-ip gives")
    public static let port = FactKey("kubelet.port", .integer, "the port on which the kubelet serves its API")
    public static let healthzPort = FactKey(
        "kubelet.healthzPort", .integer, "the local port of the kubelet's health check; 0 turns it off")
    public static let readOnlyPort = FactKey("kubelet.readOnlyPort", .integer, "the kubelet's read-only port; 0 turns it off")
    public static let rotateCertificates = FactKey(
        "kubelet.rotateCertificates", .flag, "whether the kubelet renews its client certificate by itself")
    public static let serverTLSBootstrap = FactKey(
        "kubelet.serverTLSBootstrap", .flag, "whether the kubelet asks the cluster for its serving certificate")
    public static let kubeconfig = FactKey("kubelet.kubeconfig", .text, "the kubeconfig that the kubelet uses, as a path")
    public static let bootstrapKubeconfig = FactKey(
        "kubelet.bootstrapKubeconfig", .text, "the bootstrap kubeconfig of the kubelet, as a path")
    public static let hasBootstrapKubeconfig = FactKey(
        "kubelet.hasBootstrapKubeconfig", .flag, "whether the bootstrap kubeconfig of the kubelet exists")

    /// The columns of `evictionHard`.
    public enum Threshold: String, TableColumns {
        case signal, threshold, isValid, line

        public var cell: Cell {
            switch self {
            case .signal: .text("what is watched, such as memory.available")
            case .threshold: .text("the value below which pods are evicted")
            case .isValid: .flag("whether the value is a percentage or a quantity")
            case .line: .integer("its line")
            }
        }
    }

    public static let evictionHard = TableKey(
        "kubelet.evictionHard", Threshold.self,
        "the hard eviction thresholds that the kubelet's configuration sets")

    /// The columns of `featureGates`.
    public enum FeatureGate: String, TableColumns {
        case name, isOn, file, line, meant, removedIn

        public var cell: Cell {
            switch self {
            case .name: .text("the gate's name")
            case .isOn: .flag("whether it is set to true")
            case .file: .text("the file that it stands in")
            case .line: .integer("its line")
            case .meant:
                .text("the gate of that release that it is a misspelling of; nothing where it has this one, or none is like it")
            case .removedIn: .text("the Kubernetes minor version that removed it, where the kubelet is of that version or later")
            }
        }
    }

    public static let featureGates = TableKey(
        "kubelet.featureGates", FeatureGate.self,
        "the feature gates that the kubelet is given")
    public static let protectKernelDefaults = FactKey(
        "kubelet.protectKernelDefaults", .flag, "whether the kubelet refuses to run with other kernel settings than its own")
    public static let imageGCHigh = FactKey(
        "kubelet.imageGCHigh", .integer, "the disk use in percent from which the kubelet removes images")
    public static let imageGCLow = FactKey(
        "kubelet.imageGCLow", .integer, "the disk use in percent down to which the kubelet removes images")
    public static let cpuManagerPolicy = FactKey(
        "kubelet.cpuManagerPolicy", .text, oneOf: .known("none", "static"), "the CPU manager's policy")
    public static let cpuManagerCheckpoint = FactKey(
        "kubelet.cpuManagerCheckpoint", .text, oneOf: .known("none", "static"), "the policy in the CPU manager's state file")
    public static let memoryManagerPolicy = FactKey(
        "kubelet.memoryManagerPolicy", .text, oneOf: .known("None", "Static", "BestEffort"), "the memory manager's policy")
    public static let memoryManagerCheckpoint = FactKey(
        "kubelet.memoryManagerCheckpoint", .text, oneOf: .known("None", "Static", "BestEffort"),
        "the policy in the memory manager's state file")
    public static let maxPods = FactKey("kubelet.maxPods", .integer, "how many pods the kubelet runs at most")
    public static let volumePluginDir = FactKey(
        "kubelet.volumePluginDir", .text, "the folder in which the kubelet looks for FlexVolume drivers")
    public static let volumePluginDirIsReadOnly = FactKey(
        "kubelet.volumePluginDirIsReadOnly", .flag, "whether the folder for FlexVolume drivers lies on a read-only file system")

    /// The settings that its configuration file or flags give.
    public static let config: [FactKey] = [
        cgroupDriver, failSwapOn, swapBehavior, failCgroupV1, staticPodPath, resolvConf, clusterDNS, clusterDomain,
        containerRuntimeEndpoint, port, healthzPort, readOnlyPort, rotateCertificates, serverTLSBootstrap,
        evictionHard, featureGates, protectKernelDefaults, imageGCHigh, imageGCLow,
        cpuManagerPolicy, memoryManagerPolicy, maxPods, volumePluginDir,
    ]

    static let all: [FactKey] =
        [
            isInstalled, version, minor, hasUnit, isHealthy, healthz, flags, removedFlags, refusedFlags, isStandalone, configPath,
            hasConfig,
            configProblem,
            unknownFields, invalidValues, duplicateFields, hostnameOverride, nodeIPs, kubeconfig, bootstrapKubeconfig,
            hasBootstrapKubeconfig, cpuManagerCheckpoint, memoryManagerCheckpoint, volumePluginDirIsReadOnly,
        ] + config
}
