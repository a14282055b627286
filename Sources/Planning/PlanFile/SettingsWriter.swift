import YAML

/// Writes the parts of a plan file that most plans leave out, where they say anything.
enum SettingsWriter {
    static func entries(_ plan: ClusterPlan) -> [ConfigEntry] {
        let parts: [(String, [ConfigEntry])] = [
            ("images", images(plan.images)), ("controlPlane", controlPlane(plan.controlPlane)), ("etcd", etcd(plan.etcd)),
            ("kubelet", kubelet(plan.kubelet)), ("kubeProxy", kubeProxy(plan.kubeProxy)),
            ("featureGates", gates(plan.featureGates)), ("kubeadmFeatureGates", gates(plan.kubeadmFeatureGates)),
            ("certificates", certificates(plan.certificates)), ("proxy", proxy(plan.proxy)),
        ]
        return parts.filter { !$0.1.isEmpty }.map { ConfigEntry($0.0, .map($0.1)) }
    }

    private static func images(_ images: ImageSource) -> [ConfigEntry] {
        text("repository", images.repository) + flag("airGap", images.isAirGapped)
    }

    private static func controlPlane(_ settings: ControlPlaneSettings) -> [ConfigEntry] {
        var out: [ConfigEntry] = []
        for (name, component) in [
            ("apiServer", settings.apiServer), ("controllerManager", settings.controllerManager),
            ("scheduler", settings.scheduler),
        ] {
            let entries = arguments(component.extraArgs) + volumes(component.extraVolumes)
            if !entries.isEmpty { out.append(ConfigEntry(name, .map(entries))) }
        }
        if !settings.certSANs.isEmpty { out.append(ConfigEntry("certSANs", .texts(settings.certSANs))) }
        if !settings.patches.isEmpty {
            let patches = settings.patches.sorted { $0.key < $1.key }
            out.append(ConfigEntry("patches", .map(patches.map { ConfigEntry($0.key, .block($0.value)) })))
        }
        out += flag("auditLog", settings.auditLog) + flag("encryptionAtRest", settings.encryptionAtRest)
        if let schedules = settings.schedulesPods { out.append(ConfigEntry("schedulesPods", .flag(schedules))) }
        return out
    }

    private static func arguments(_ arguments: [ExtraArgument]) -> [ConfigEntry] {
        guard !arguments.isEmpty else { return [] }
        return [
            ConfigEntry(
                "extraArgs",
                .list(arguments.map { .map([ConfigEntry("name", .text($0.name)), ConfigEntry("value", .text($0.value))]) }))
        ]
    }

    private static func volumes(_ volumes: [ExtraVolume]) -> [ConfigEntry] {
        guard !volumes.isEmpty else { return [] }
        return [
            ConfigEntry(
                "extraVolumes",
                .list(
                    volumes.map { volume in
                        .map(
                            [
                                ConfigEntry("name", .text(volume.name)), ConfigEntry("hostPath", .text(volume.hostPath)),
                                ConfigEntry("mountPath", .text(volume.mountPath)),
                            ] + flag("readOnly", volume.isReadOnly) + text("pathType", volume.pathType))
                    }))
        ]
    }

    private static func etcd(_ etcd: EtcdSettings) -> [ConfigEntry] {
        (etcd.dataDir == EtcdSettings().dataDir ? [] : text("dataDir", etcd.dataDir)) + arguments(etcd.extraArgs)
            + text("version", etcd.version)
    }

    private static func kubelet(_ kubelet: KubeletSettings) -> [ConfigEntry] {
        (kubelet.config.isEmpty ? [] : [ConfigEntry("config", .map(kubelet.config))]) + arguments(kubelet.extraArgs)
            + flag("keepSwap", kubelet.keepsSwap)
    }

    private static func kubeProxy(_ proxy: KubeProxySettings) -> [ConfigEntry] {
        (proxy.mode == .iptables ? [] : text("mode", proxy.mode.rawValue))
            + (proxy.config.isEmpty ? [] : [ConfigEntry("config", .map(proxy.config))])
    }

    private static func certificates(_ settings: CertificateSettings) -> [ConfigEntry] {
        var out = text("algorithm", settings.algorithm)
        if let hours = settings.validityHours { out.append(ConfigEntry("validityHours", .integer(hours))) }
        if let hours = settings.caValidityHours { out.append(ConfigEntry("caValidityHours", .integer(hours))) }
        return out + (settings.handover == .upload ? [] : text("handover", settings.handover.rawValue))
    }

    private static func proxy(_ proxy: ProxySettings) -> [ConfigEntry] {
        text("http", proxy.http) + text("https", proxy.https)
            + (proxy.exceptions.isEmpty ? [] : [ConfigEntry("exceptions", .texts(proxy.exceptions))])
    }

    private static func gates(_ gates: [String: Bool]) -> [ConfigEntry] {
        gates.sorted { $0.key < $1.key }.map { ConfigEntry($0.key, .flag($0.value)) }
    }

    private static func text(_ name: String, _ value: String) -> [ConfigEntry] {
        value.isEmpty ? [] : [ConfigEntry(name, .text(value))]
    }

    private static func flag(_ name: String, _ value: Bool) -> [ConfigEntry] { value ? [ConfigEntry(name, .flag(true))] : [] }
}
