import Facts

/// Puts the settings in force into facts, with the kubelet's own defaults
/// (kubernetes 1.36 pkg/kubelet/apis/config/v1beta1/defaults.go).
enum KubeletDefaults {
    static func write(_ settings: KubeletSettings, minor: Int?, gates: KnownGates, to facts: inout FactSet) {
        settings.set(KubeletFacts.cgroupDriver, text: "cgroupDriver", flag: "cgroup-driver", &facts)
        settings.set(KubeletFacts.failSwapOn, bool: "failSwapOn", flag: "fail-swap-on", default: true, &facts)
        settings.set(KubeletFacts.swapBehavior, text: "memorySwap", "swapBehavior", flag: nil, &facts)
        settings.set(KubeletFacts.failCgroupV1, bool: "failCgroupV1", flag: "fail-cgroupv1", default: (minor ?? 0) >= 35, &facts)
        settings.set(KubeletFacts.staticPodPath, text: "staticPodPath", flag: "pod-manifest-path", &facts)
        settings.set(KubeletFacts.resolvConf, text: "resolvConf", flag: "resolv-conf", default: "/etc/resolv.conf", &facts)
        list(KubeletFacts.clusterDNS, settings.list("clusterDNS", flag: "cluster-dns"), &facts)
        settings.set(KubeletFacts.clusterDomain, text: "clusterDomain", flag: "cluster-domain", &facts)
        settings.set(
            KubeletFacts.containerRuntimeEndpoint, text: "containerRuntimeEndpoint", flag: "container-runtime-endpoint",
            default: (minor ?? 0) >= 27 ? "unix:///run/containerd/containerd.sock" : nil, &facts)
        settings.set(KubeletFacts.port, number: "port", flag: "port", default: 10250, &facts)
        settings.set(KubeletFacts.healthzPort, number: "healthzPort", flag: "healthz-port", default: 10248, &facts)
        settings.set(KubeletFacts.readOnlyPort, number: "readOnlyPort", flag: "read-only-port", default: 0, &facts)
        settings.set(
            KubeletFacts.rotateCertificates, bool: "rotateCertificates", flag: "rotate-certificates", default: false, &facts)
        settings.set(
            KubeletFacts.serverTLSBootstrap, bool: "serverTLSBootstrap", flag: "rotate-server-certificates", default: false,
            &facts)
        settings.set(
            KubeletFacts.protectKernelDefaults, bool: "protectKernelDefaults", flag: "protect-kernel-defaults", default: false,
            &facts)
        settings.set(
            KubeletFacts.imageGCHigh, number: "imageGCHighThresholdPercent", flag: "image-gc-high-threshold", default: 85, &facts)
        settings.set(
            KubeletFacts.imageGCLow, number: "imageGCLowThresholdPercent", flag: "image-gc-low-threshold", default: 80, &facts)
        settings.set(KubeletFacts.cpuManagerPolicy, text: "cpuManagerPolicy", flag: "cpu-manager-policy", default: "none", &facts)
        settings.set(
            KubeletFacts.memoryManagerPolicy, text: "memoryManagerPolicy", flag: "memory-manager-policy", default: "None", &facts)
        settings.set(KubeletFacts.maxPods, number: "maxPods", flag: "max-pods", default: 110, &facts)
        settings.set(
            KubeletFacts.volumePluginDir, text: "volumePluginDir", flag: "volume-plugin-dir",
            default: "/usr/libexec/kubernetes/kubelet-plugins/volume/exec/", &facts)
        tables(settings, minor, gates, &facts)
    }

    private static func list(_ key: FactKey, _ found: ([String], Source)?, _ facts: inout FactSet) {
        guard let (members, source) = found else { return facts.setAbsent(key) }
        facts.set(key, .list(members), from: source)
    }

    private static func tables(_ settings: KubeletSettings, _ minor: Int?, _ known: KnownGates, _ facts: inout FactSet) {
        let thresholds = settings.pairs("evictionHard", flag: "eviction-hard", separator: "<").map { pair in
            Row<KubeletFacts.Threshold>(
                [
                    .signal: .text(pair.name), .threshold: .text(pair.value),
                    .isValid: .flag(EvictionThreshold.isValid(pair.value)),
                    .line: .integer(pair.line),
                ], from: pair.source)
        }
        facts.set(KubeletFacts.evictionHard, thresholds, from: settings.files.map { Source($0.path) })
        let gates = settings.pairs("featureGates", flag: "feature-gates").map { pair in
            let file = pair.source.origin.split(separator: ":").dropLast().joined(separator: ":")
            let origin = GateOrigin(pair.name, minor: minor, known)
            return Row<KubeletFacts.FeatureGate>(
                [
                    .name: .text(pair.name), .isOn: .flag(ifAny: KubeletSettings.bool(pair.value)), .file: .text(file),
                    .line: .integer(pair.line), .meant: .text(ifAny: origin.meant), .removedIn: .text(ifAny: origin.removedIn),
                ], from: pair.source)
        }
        facts.set(KubeletFacts.featureGates, gates, from: settings.files.map { Source($0.path) })
    }

    /// Settings that a configuration written by kubeadm often sets otherwise, with their flags: while the file is not there, the
    /// kubelet's own default says nothing of what will hold.
    private static let decided: [(key: FactKey, flag: String)] = [
        (KubeletFacts.failCgroupV1, "fail-cgroupv1"),
        (KubeletFacts.evictionHard, "eviction-hard"), (KubeletFacts.protectKernelDefaults, "protect-kernel-defaults"),
        (KubeletFacts.clusterDNS, "cluster-dns"), (KubeletFacts.resolvConf, "resolv-conf"),
        (KubeletFacts.rotateCertificates, "rotate-certificates"), (KubeletFacts.imageGCHigh, "image-gc-high-threshold"),
        (KubeletFacts.imageGCLow, "image-gc-low-threshold"), (KubeletFacts.cpuManagerPolicy, "cpu-manager-policy"),
        (KubeletFacts.memoryManagerPolicy, "memory-manager-policy"),
        (KubeletFacts.serverTLSBootstrap, "rotate-server-certificates"),
    ]

    /// Takes back what only the kubelet's defaults say, where the configuration file that it is told to read does not exist.
    static func forget(_ settings: KubeletSettings, unwritten path: String, _ facts: inout FactSet) {
        for (key, flag) in decided where settings.flag(flag) == nil {
            facts.miss(key, "\(path) does not exist, so it is not known what it will set.")
        }
    }
}
