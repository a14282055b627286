import YAML

/// Plugins that give a pod no network of their own and hand it on to other configurations: the file of such a one sorts first on
/// purpose, and the network that its pods get is another's.
enum MetaPlugin {
    /// Their types: Multus (k8snetworkplumbingwg/multus-cni, thick and thin), CNI-Genie, DANM.
    private static let types: Set = ["multus", "multus-shim", "multus-cni", "genie", "danm", "fakeipam-genie"]
    /// Fields by which a plugin of any type names what it hands on to (multus-cni docs/configuration.md).
    private static let fields = ["delegates", "clusterNetwork", "defaultNetworks", "masterPlugin"]

    /// A network that a meta-plugin's configuration holds within.
    struct Delegate {
        var name: String?
        var plugins: [YAMLNode]
    }

    /// Whether the configuration's first plugin, the one that the runtime asks for the pod's network, hands on.
    static func handsOn(_ list: [YAMLNode]) -> Bool {
        guard let first = list.first else { return false }
        return types.contains(first["type"]?.text ?? "") || fields.contains { first[$0]?.isNull == false }
    }

    /// The networks that stand within: each a plugin, or a list of plugins.
    static func delegates(of list: [YAMLNode]) -> [Delegate] {
        (list.first?["delegates"]?.array ?? []).map { delegate in
            Delegate(name: delegate["name"]?.text, plugins: delegate["plugins"]?.array ?? [delegate])
        }
    }
}
