import FoundationEssentials

/// One file of the CNI configuration directory: a list of plugins (`.conflist`) or a single one (`.conf`, `.json`).
struct CNIConfig: Sendable, Equatable {
    var name: String
    var plugins: [String]
    /// The bridge of its bridge plugin, `cni0` where it names none; nil without such a plugin.
    var bridge: String?
    var hairpin: Bool?
    var promiscuous: Bool?
    /// The ranges from which its host-local plugin gives addresses.
    var ranges: [String] = []

    private struct Range: Decodable { var subnet: String? }

    private struct IPAM: Decodable {
        var subnet: String?
        var ranges: [[Range]]?
    }

    private struct Plugin: Decodable {
        var type: String?
        var ipam: IPAM?
        var bridge: String?
        var hairpinMode: Bool?
        var promiscMode: Bool?
        var delegate: Delegate?
    }

    private struct Delegate: Decodable {
        var bridge: String?
        var hairpinMode: Bool?
        var promiscMode: Bool?
    }

    private struct File: Decodable {
        var name: String?
        var type: String?
        var bridge: String?
        var hairpinMode: Bool?
        var promiscMode: Bool?
        var delegate: Delegate?
        var ipam: IPAM?
        var plugins: [Plugin]?
    }

    /// Why a file is none.
    struct Problem: Error, Equatable { var sentence: String }

    /// - Parameter isList: whether its name ends in `.conflist`.
    init(_ bytes: [UInt8], isList: Bool) throws(Problem) {
        let file: File
        do {
            file = try JSONDecoder().decode(File.self, from: Data(bytes))
        } catch {
            throw Problem(
                sentence: bytes.isEmpty
                    ? "The file is empty; JSON was expected." : "It is no JSON that a CNI configuration can be.")
        }
        let single = Plugin(
            type: file.type, ipam: file.ipam, bridge: file.bridge, hairpinMode: file.hairpinMode, promiscMode: file.promiscMode,
            delegate: file.delegate)
        let list = isList ? (file.plugins ?? []) : [single]
        guard let name = file.name, !name.isEmpty else { throw Problem(sentence: "It has no name; a network needs one.") }
        let types = list.compactMap(\.type)
        guard !types.isEmpty, types.count == list.count else {
            throw Problem(sentence: "It names no plugin type; at least one is needed.")
        }
        self.name = name
        plugins = types
        ranges = list.compactMap(\.ipam).flatMap { ipam in
            (ipam.ranges ?? []).flatMap { $0 }.compactMap(\.subnet) + [ipam.subnet].compactMap(\.self)
        }
        if let plugin = list.first(where: { $0.type == "bridge" }) {
            bridge = plugin.bridge ?? "cni0"
            hairpin = plugin.hairpinMode ?? false
            promiscuous = plugin.promiscMode ?? false
        } else if let plugin = list.first(where: { $0.type == "flannel" }) {
            // The flannel plugin writes a bridge configuration of its own, with hairpin mode on unless the delegate says otherwise
            // (flannel-cni-plugin 1.7, flannel_linux.go).
            bridge = plugin.delegate?.bridge ?? "cni0"
            hairpin = plugin.delegate?.hairpinMode ?? true
            promiscuous = plugin.delegate?.promiscMode ?? false
        }
    }
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

    static func of(_ config: CNIConfig) -> String? {
        if config.name == "k8s-pod-network", config.plugins.contains("flannel") || config.plugins.contains("calico") {
            return "calico"
        }
        return config.plugins.lazy.compactMap { byPlugin[$0] }.first
    }

    static func of(pod: String) -> String? { byPod.first { pod.hasPrefix($0.key) }?.value }
}
