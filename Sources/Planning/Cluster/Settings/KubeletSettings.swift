import YAML

/// The kubelets' settings.
public struct KubeletSettings: Sendable, Equatable {
    /// Fields of KubeletConfiguration, laid over what drydock writes.
    public var config: [ConfigEntry] = []
    public var extraArgs: [ExtraArgument] = []
    /// Whether nodes keep their swap: then `failSwapOn` is false.
    public var keepsSwap = false

    public init() {}
}

extension Setting {
    static let kubeletConfiguration = Setting(
        "kubelet.config", at: \.kubelet.config, .configuration, note: "Fields of KubeletConfiguration.",
        asked: .init(.programs, 120, "Kubelet configuration", example: "maxPods=200"))

    static let kubeletFlags = Setting(
        "kubelet.extraArgs", at: \.kubelet.extraArgs, .arguments,
        asked: .init(
            .programs, 110, "Kubelet flags", example: "v=2",
            about: "A flag that the release removed keeps the kubelet from starting."))

    static let keepSwap = Setting(
        "kubelet.keepSwap", at: \.kubelet.keepsSwap, .flag,
        asked: .init(
            .nodes, 20, "Keep swap on", because: Rationale("no, because memory limits mean little with swap", .taste)))

    static let kubelet = [kubeletConfiguration, kubeletFlags, keepSwap]
}
