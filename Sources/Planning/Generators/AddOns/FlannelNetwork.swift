import Addresses
import YAML

/// Flannel's net-conf.json, which Flannel itself and Canal read.
enum FlannelNetwork {
    static func json(_ site: AddOnSite) -> String {
        var lines: [String] = []
        if let range = site.podIPv4 {
            lines.append("\"Network\": \"\(range)\"")
        } else {
            lines.append("\"EnableIPv4\": false")
        }
        if let range = site.podIPv6 { lines += ["\"EnableIPv6\": true", "\"IPv6Network\": \"\(range)\""] }
        lines.append("\"Backend\": {\(backend(site))}")
        return "{\n" + lines.map { "  \($0)" }.joined(separator: ",\n") + "\n}\n"
    }

    /// What Windows' own VXLAN has, on whatever port and VNI Linux would be (flannel v0.28.9, Documentation/backends.md; kubernetes.io,
    /// Networking on Windows).
    static let windowsPort = AddOn.windowsVXLANPort
    static let windowsVNI = 4096

    private static func backend(_ site: AddOnSite) -> String {
        if site.choice.encryption == .wireguard { return "\"Type\": \"wireguard\"" }
        let windows = site.hasWindows ? ", \"VNI\": \(windowsVNI), \"Port\": \(windowsPort)" : ""
        return "\"Type\": \"vxlan\"\(windows)"
    }

    /// The change of the ConfigMap; nothing where the manifest says the same.
    static func patch(_ site: AddOnSite, configMap: String, namespace: String) -> [(
        name: String, why: String, document: [ConfigEntry]
    )] {
        if site.hasDefaultRange, site.choice.encryption == .none, !site.hasWindows { return [] }
        return [
            (
                "network.yaml",
                "The pod range must be the one that the controller manager cuts nodes' ranges from, or nodes get no pod network.",
                [
                    ConfigEntry("apiVersion", "v1"), ConfigEntry("kind", "ConfigMap"),
                    ConfigEntry(
                        "metadata", .map([ConfigEntry("name", .text(configMap)), ConfigEntry("namespace", .text(namespace))])),
                    ConfigEntry("data", .map([ConfigEntry("net-conf.json", .block(json(site)))])),
                ]
            )
        ]
    }
}
