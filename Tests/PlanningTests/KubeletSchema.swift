/// Fields of KubeletConfiguration (`pkg/kubelet/apis/config/types.go`) and KubeProxyConfiguration (`pkg/proxy/apis/config/types.go`).
enum KubeletSchema {
    private typealias Shape = KubeadmSchema.Shape

    static let fields: [String: KubeadmSchema.Shape] = {
        var out: [String: KubeadmSchema.Shape] = [
            "authentication": .object([
                "anonymous": .object(["enabled": .flag]), "webhook": .object(["enabled": .flag, "cacheTTL": .duration]),
                "x509": .object(["clientCAFile": .text]),
            ]),
            "authorization": .object([
                "mode": .text, "webhook": .object(["cacheAuthorizedTTL": .duration, "cacheUnauthorizedTTL": .duration]),
            ]), "memorySwap": .object(["swapBehavior": .text]),
            "crashLoopBackOff": .object(["maxContainerRestartPeriod": .duration]),
            "registerWithTaints": KubeadmSchema.taints, "logging": .anything, "tracing": .anything, "reservedMemory": .anything,
            "shutdownGracePeriodByPodPriority": .anything, "memoryThrottlingFactor": .anything, "staticPodURLHeader": .anything,
            "userNamespaces": .anything, "featureGates": .map(.flag),
        ]
        for name in texts { out[name] = .text }
        for name in lists { out[name] = .list(.text) }
        for name in maps { out[name] = .map(.text) }
        for name in numbers { out[name] = .integer }
        for name in flags { out[name] = .flag }
        for name in durations { out[name] = .duration }
        return out
    }()

    private static let texts = [
        "address", "cgroupDriver", "cgroupRoot", "clusterDomain", "configMapAndSecretChangeDetectionStrategy",
        "containerLogMaxSize", "containerRuntimeEndpoint", "contentType", "cpuManagerPolicy", "hairpinMode", "healthzBindAddress",
        "imageServiceEndpoint", "kubeReservedCgroup", "kubeletCgroups", "memoryManagerPolicy", "podCIDR", "podLogsDir",
        "providerID", "reservedSystemCPUs", "resolvConf", "showHiddenMetricsForVersion", "staticPodPath", "staticPodURL",
        "systemCgroups", "systemReservedCgroup", "tlsCertFile", "tlsMinVersion", "tlsPrivateKeyFile", "topologyManagerPolicy",
        "topologyManagerScope", "volumePluginDir", "imagePullCredentialsVerificationPolicy",
    ]
    private static let lists = [
        "allowedUnsafeSysctls", "clusterDNS", "enforceNodeAllocatable", "tlsCipherSuites", "tlsCurvePreferences",
        "preloadedImagesVerificationAllowlist",
    ]
    private static let maps = [
        "cpuManagerPolicyOptions", "evictionHard", "evictionMinimumReclaim", "evictionSoft", "evictionSoftGracePeriod",
        "kubeReserved", "qosReserved", "systemReserved", "topologyManagerPolicyOptions",
    ]
    private static let numbers = [
        "containerLogMaxFiles", "containerLogMaxWorkers", "eventBurst", "eventRecordQPS", "evictionMaxPodGracePeriod",
        "healthzPort", "imageGCHighThresholdPercent", "imageGCLowThresholdPercent", "iptablesDropBit", "iptablesMasqueradeBit",
        "kubeAPIBurst", "kubeAPIQPS", "maxOpenFiles", "maxParallelImagePulls", "maxPods", "nodeLeaseDurationSeconds",
        "nodeStatusMaxImages", "oomScoreAdj", "podPidsLimit", "podsPerCore", "port", "readOnlyPort", "registryBurst",
        "registryPullQPS",
    ]
    private static let flags = [
        "cgroupsPerQOS", "cpuCFSQuota", "enableContentionProfiling", "enableControllerAttachDetach", "enableDebugFlagsHandler",
        "enableDebuggingHandlers", "enableProfilingHandler", "enableServer", "enableSystemLogHandler", "enableSystemLogQuery",
        "failCgroupV1", "failSwapOn", "kernelMemcgNotification", "localStorageCapacityIsolation", "makeIPTablesUtilChains",
        "mergeDefaultEvictionSettings", "protectKernelDefaults", "registerNode", "rotateCertificates", "runOnce",
        "seccompDefault", "serializeImagePulls", "serverTLSBootstrap", "singleProcessOOMKill",
    ]
    private static let durations = [
        "containerLogMonitorInterval", "cpuCFSQuotaPeriod", "cpuManagerReconcilePeriod", "evictionPressureTransitionPeriod",
        "fileCheckFrequency", "httpCheckFrequency", "imageMaximumGCAge", "imageMinimumGCAge", "nodeStatusReportFrequency",
        "nodeStatusUpdateFrequency", "runtimeRequestTimeout", "shutdownGracePeriod", "shutdownGracePeriodCriticalPods",
        "streamingConnectionIdleTimeout", "syncFrequency", "volumeStatsAggPeriod",
    ]

    static let proxyFields: [String: KubeadmSchema.Shape] = [
        "bindAddress": .address, "bindAddressHardFail": .flag,
        "clientConnection": .object([
            "acceptContentTypes": .text, "burst": .integer, "contentType": .text, "kubeconfig": .text, "qps": .integer,
        ]), "clusterCIDR": .ranges, "configSyncPeriod": .duration,
        "conntrack": .object([
            "maxPerCore": .integer, "min": .integer, "tcpBeLiberal": .flag, "tcpCloseWaitTimeout": .duration,
            "tcpEstablishedTimeout": .duration, "udpStreamTimeout": .duration, "udpTimeout": .duration,
        ]), "detectLocal": .object(["bridgeInterface": .text, "interfaceNamePrefix": .text]), "detectLocalMode": .text,
        "enableProfiling": .flag, "featureGates": .map(.flag), "healthzBindAddress": .text, "hostnameOverride": .text,
        "iptables": .object([
            "localhostNodePorts": .flag, "masqueradeAll": .flag, "masqueradeBit": .integer, "minSyncPeriod": .duration,
            "syncPeriod": .duration,
        ]),
        "ipvs": .object([
            "excludeCIDRs": .list(.ranges), "minSyncPeriod": .duration, "scheduler": .text, "strictARP": .flag,
            "syncPeriod": .duration, "tcpFinTimeout": .duration, "tcpTimeout": .duration, "udpTimeout": .duration,
        ]), "logging": .anything, "metricsBindAddress": .text, "mode": .text,
        "nftables": .object([
            "masqueradeAll": .flag, "masqueradeBit": .integer, "minSyncPeriod": .duration, "syncPeriod": .duration,
        ]), "nodePortAddresses": .list(.text), "oomScoreAdj": .integer, "portRange": .text, "showHiddenMetricsForVersion": .text,
        "winkernel": .object([
            "enableDSR": .flag, "forwardHealthCheckVip": .flag, "networkName": .text, "rootHnsEndpointName": .text,
            "sourceVip": .text,
        ]),
    ]
}
