import CRI
import YAML

/// One file of the CNI configuration directory: a list of plugins (`.conflist`) or a single one (`.conf`, `.json`).
///
/// Only what a runtime insists on is insisted on here: what each plugin makes of its own fields is the plugin's affair.
struct CNIConfig: Sendable, Equatable {
    var name: String
    var plugins: [String]
    /// The bridge of its bridge plugin, `cni0` where it names none; nil without such a plugin.
    var bridge: String?
    var hairpin: Bool?
    var promiscuous: Bool?
    /// The ranges from which its host-local plugin gives addresses.
    var ranges: [String] = []
    /// Whether it is of a meta-plugin, which hands each pod on to other networks and gives no address itself.
    var handsOn = false
    /// The names of the networks within it: its own, and those that it hands on to where it holds them.
    var networks: [String] = []

    /// Why a file is none.
    struct Problem: Error, Equatable { var sentence: String }

    /// - Parameter isList: whether its name ends in `.conflist`.
    init(_ bytes: [UInt8], isList: Bool) throws(Problem) {
        guard bytes.contains(where: { $0 > 32 }) else { throw Problem(sentence: "The file is empty; JSON was expected.") }
        do {
            _ = try BoundedJSON.decode(AnyJSON.self, from: bytes)
        } catch let error as BoundedJSON.TooDeep {
            throw Problem(sentence: "It cannot be read: \(error).")
        } catch let error as BoundedJSON.StrayComma {
            throw Problem(sentence: "It is not JSON: on line \(error.line) a comma stands before a closing bracket.")
        } catch {
            throw Self.noJSON(bytes)
        }
        guard let file = JSONText.parse(bytes) else {
            // JSON with an escape that YAML lacks, as of an emoji: the runtime takes it, and more is not known of it.
            name = ""
            plugins = []
            return
        }
        guard file.entries != nil else {
            throw Problem(sentence: "It is JSON, but not an object in braces, which a network needs.")
        }
        let list = isList ? (file["plugins"]?.array ?? []) : [file]
        guard let name = file["name"]?.text, !name.isEmpty else {
            throw Problem(sentence: "It has no name; a network needs one.")
        }
        let types = list.compactMap { $0["type"]?.text }.filter { !$0.isEmpty }
        guard !types.isEmpty, types.count == list.count else {
            throw Problem(sentence: "It names no plugin type; at least one is needed.")
        }
        let delegates = MetaPlugin.delegates(of: list)
        handsOn = MetaPlugin.handsOn(list)
        let plugged = list + delegates.flatMap(\.plugins)
        self.name = name
        networks = [name] + delegates.compactMap(\.name)
        plugins = plugged.compactMap { $0["type"]?.text }.filter { !$0.isEmpty }
        ranges = plugged.compactMap { $0["ipam"] }.flatMap { ipam in
            let sets = (ipam["ranges"]?.array ?? []).flatMap { $0.array ?? [] }
            return (sets.map { $0["subnet"]?.text } + [ipam["subnet"]?.text]).compactMap(\.self)
        }
        setBridge(of: plugged)
    }

    private mutating func setBridge(of list: [YAMLNode]) {
        if let plugin = list.first(where: { $0["type"]?.text == "bridge" }) {
            bridge = plugin["bridge"]?.text ?? "cni0"
            hairpin = plugin["hairpinMode"]?.bool ?? false
            promiscuous = plugin["promiscMode"]?.bool ?? false
        } else if let plugin = list.first(where: { $0["type"]?.text == "flannel" }) {
            // The flannel plugin hands its delegate to the bridge plugin, and turns hairpin mode on as little as that does
            // (flannel-io/cni-plugin flannel_linux.go); the add-on's own manifest sets it there.
            let delegate = plugin["delegate"]
            guard delegate["type"]?.text ?? "bridge" == "bridge" else { return }
            bridge = delegate["bridge"]?.text ?? "cni0"
            hairpin = delegate["hairpinMode"]?.bool ?? false
            promiscuous = delegate["promiscMode"]?.bool ?? false
        }
    }

    /// Where the text stops being JSON, as far as the YAML reader stumbles over the same place.
    private static func noJSON(_ bytes: [UInt8]) -> Problem {
        do throws(YAMLError) {
            _ = try YAMLDocument.parse(bytes, file: "json")
        } catch {
            return Problem(sentence: "It is not JSON: line \(error.line), column \(error.column) cannot be read.")
        }
        return Problem(sentence: "It is not JSON: a comma, a quote or a brace is wrong.")
    }

    /// Decodes whatever is there: the decoder has read the whole text as JSON before it asks.
    private struct AnyJSON: Decodable { init(from decoder: any Decoder) {} }
}

/// Which add-on a configuration or a pod belongs to, by the names that the add-ons themselves use.
enum NetworkAddOn {
    private static let byPlugin = [
        "flannel": "flannel", "calico": "calico", "cilium-cni": "cilium", "weave-net": "weave", "antrea": "antrea",
        "kube-ovn": "kube-ovn",
        "ovn-k8s-cni-overlay": "ovn-kubernetes", "ptp": "kindnet",
    ]
    private static let byPod = [
        "kube-flannel": "flannel", "calico-node": "calico", "canal": "canal", "cilium-": "cilium", "weave-net": "weave",
        "antrea-agent": "antrea", "kube-router": "kube-router", "kube-ovn-cni": "kube-ovn", "ovnkube-node": "ovn-kubernetes",
        "kindnet": "kindnet",
    ]

    /// All add-ons that are known.
    static let all = Set(byPlugin.values).union(byPod.values)

    static func of(_ config: CNIConfig) -> String? {
        if config.name == "k8s-pod-network", config.plugins.contains("flannel") || config.plugins.contains("calico") {
            return "calico"
        }
        return config.plugins.lazy.compactMap { byPlugin[$0] }.first
    }

    static func of(pod: String) -> String? { byPod.first { pod.hasPrefix($0.key) }?.value }
}
