/// The network add-on's configuration, as the runtime reads it.
public enum CNIFacts {
    public static let configDir = FactKey("cni.configDir", .text, "the directory where the runtime looks for CNI configurations")
    /// The columns of `configs`.
    public enum Config: String, TableColumns {
        case path, isValid, problem, isWinner, stopsRuntime, isPassedOver, name, plugins, owner, bridge, hairpin, promiscuous,
            ranges, handsOn, lacks

        public var cell: Cell {
            switch self {
            case .path: .text("the file")
            case .isValid: .flag("whether it can be read as a CNI configuration")
            case .problem: .text("what is wrong with it")
            case .isWinner: .flag("whether the runtime takes it: the first valid one by name")
            case .stopsRuntime: .flag("whether the runtime cannot read it, gives up at it, and so has no network")
            case .isPassedOver: .flag("whether the runtime cannot read it and takes a later one instead")
            case .name: .text("the network's name")
            case .plugins: .list("the types of its plugins")
            case .owner: .text("the add-on that writes such a file, where that can be told", oneOf: .networkAddOns)
            case .bridge: .text("the bridge that its bridge plugin makes")
            case .hairpin: .flag("whether its bridge plugin sets hairpin mode")
            case .promiscuous: .flag("whether its bridge plugin makes the bridge promiscuous")
            case .ranges: .list("the ranges from which it gives addresses")
            case .handsOn: .flag("whether it is of a meta-plugin such as Multus, which hands pods on to other networks")
            case .lacks: .text("what is not there that its plugins need, as a phrase")
            }
        }
    }

    public static let configs = TableKey("cni.configs", Config.self, "the CNI configuration files")
    public static let validConfigs = FactKey("cni.validConfigs", .integer, "how many CNI configurations can be read")
    public static let brokenConfigs = FactKey("cni.brokenConfigs", .integer, "how many CNI configurations cannot be read")

    /// The columns of `missingPlugins`.
    public enum MissingPlugin: String, TableColumns {
        case plugin, config, searched, elsewhere

        public var cell: Cell {
            switch self {
            case .plugin: .text("the plugin's type")
            case .config: .text("the configuration that names it")
            case .searched: .text("the directories that were searched")
            case .elsewhere: .text("another directory that has it; nothing where none has")
            }
        }
    }

    public static let missingPlugins = TableKey(
        "cni.missingPlugins", MissingPlugin.self,
        "the plugins that the winning CNI configuration names and the runtime cannot find")
    public static let addOns = FactKey(
        "cni.addOns", .list, oneOf: .networkAddOns, "the network add-ons whose pods have logs on this node")
    public static let winnerOwner = FactKey(
        "cni.winnerOwner", .text, oneOf: .networkAddOns, "the add-on that the winning CNI configuration belongs to")
    public static let winnerName = FactKey("cni.winnerName", .text, "the name of the network of the winning CNI configuration")
    public static let winnerPath = FactKey(
        "cni.winnerPath", .text, "the CNI configuration that the runtime takes; nothing where it has none")
    public static let networksUsed = FactKey(
        "cni.networksUsed", .list, "the networks that have given addresses to pods on this node")
    public static let hasWinnerGivenAddresses = FactKey(
        "cni.hasWinnerGivenAddresses", .flag, "whether the winning network has given addresses to pods on this node")
    public static let otherNetworkInUse = FactKey(
        "cni.otherNetworkInUse", .text, "another configured network that has given addresses to pods on this node")

    /// Derived: see `CNIRange`.
    public static let winnerIsOutsidePodRange = FactKey(
        "cni.winnerIsOutsidePodRange", .flag,
        "whether the winning CNI configuration gives addresses outside the cluster's pod range")
    /// Derived: absent where the winner lacks nothing.
    public static let fittingLoser = FactKey(
        "cni.fittingLoser", .text,
        "the CNI configuration that lacks nothing and gives addresses of the pod range, where one that cannot work wins")
    public static let nodeIsYoung = FactKey(
        "cni.nodeIsYoung", .flag, "whether the node was joined less than an hour ago (by its kubelet.conf's date)")

    /// Written by flannel's pod when it has a range; absent where it has written none, or the winner is not flannel's.
    public static let flannelSubnet = FactKey(
        "cni.flannelSubnet", .text, "the range that flannel's pod gave this node, from /run/flannel/subnet.env")
    public static let usesFlannelSubnet = FactKey(
        "cni.usesFlannelSubnet", .flag, "whether the winning CNI configuration needs /run/flannel/subnet.env")

    /// The columns of `staleBridges`.
    public enum StaleBridge: String, TableColumns {
        case bridge, network, wanted

        public var cell: Cell {
            switch self {
            case .bridge: .text("the bridge")
            case .network: .text("the network that it has an address of")
            case .wanted: .text("the range that its pods would be given addresses of")
            }
        }
    }

    /// Derived: see `StaleBridges`.
    public static let staleBridges = TableKey(
        "cni.staleBridges", StaleBridge.self,
        "the bridges that have an address of another network than the CNI configuration gives pods")

    static let all = [
        flannelSubnet, usesFlannelSubnet, staleBridges, nodeIsYoung, winnerIsOutsidePodRange, fittingLoser,
        configDir, configs, validConfigs, brokenConfigs, missingPlugins, addOns, winnerOwner, winnerName, winnerPath,
        networksUsed, hasWinnerGivenAddresses, otherNetworkInUse,
    ]
}
