import YAML

/// kube-proxy's settings.
public struct KubeProxySettings: Sendable, Equatable {
    public var mode = Mode.iptables
    /// Fields of KubeProxyConfiguration, laid over what drydock writes.
    public var config: [ConfigEntry] = []

    public init() {}

    public enum Mode: String, Sendable, CaseIterable, Codable { case iptables, ipvs, nftables }
}

extension Setting {
    static let proxyMode = Setting(
        "kubeProxy.mode", at: \.kubeProxy.mode,
        .word([
            Choice(KubeProxySettings.Mode.iptables, "iptables", about: "The default of every release."),
            Choice(
                KubeProxySettings.Mode.nftables, "nftables", about: "Faster with many Services.",
                rulesOut: "NodePorts on localhost."),
            Choice(KubeProxySettings.Mode.ipvs, "ipvs", costs: "Deprecated from 1.35."),
        ]),
        asked: .init(.nodes, 30, "kube-proxy's mode", because: Rationale("iptables, because it is the default", .knowledge)))

    static let proxyConfiguration = Setting(
        "kubeProxy.config", at: \.kubeProxy.config, .configuration, note: "Fields of KubeProxyConfiguration.",
        asked: .init(.programs, 130, "kube-proxy configuration", example: "metricsBindAddress=0.0.0.0:10249"))

    static let kubeProxy = [proxyMode, proxyConfiguration]
}
