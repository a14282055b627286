/// The fields of `kubelet.config.k8s.io/v1beta1 KubeletConfiguration` and the minor version that knows each first.
///
/// Read from the tags kubernetes-1.22 to 1.36 of k8s.io/kubelet, config/v1beta1/types.go, and its development for 1.37
/// (23 July 2026); the parts of `logging` and `tracing` from k8s.io/component-base. No field was ever taken away. What later releases
/// added stands in their files (`kubeletFields`).
public struct KubeletFields: Sendable, Equatable {
    /// Known since 1.22 or before.
    private static let old = """
        apiVersion kind enableServer staticPodPath syncFrequency fileCheckFrequency httpCheckFrequency staticPodURL staticPodURLHeader \
        address port readOnlyPort tlsCertFile tlsPrivateKeyFile tlsCipherSuites tlsMinVersion rotateCertificates serverTLSBootstrap \
        authentication authorization registryPullQPS registryBurst eventRecordQPS eventBurst enableDebuggingHandlers \
        enableContentionProfiling healthzPort healthzBindAddress oomScoreAdj clusterDomain clusterDNS streamingConnectionIdleTimeout \
        nodeStatusUpdateFrequency nodeStatusReportFrequency nodeLeaseDurationSeconds imageMinimumGCAge imageGCHighThresholdPercent \
        imageGCLowThresholdPercent volumeStatsAggPeriod kubeletCgroups systemCgroups cgroupRoot cgroupsPerQOS cgroupDriver \
        cpuManagerPolicy cpuManagerPolicyOptions cpuManagerReconcilePeriod memoryManagerPolicy topologyManagerPolicy \
        topologyManagerScope qosReserved runtimeRequestTimeout hairpinMode maxPods podCIDR podPidsLimit resolvConf runOnce cpuCFSQuota \
        cpuCFSQuotaPeriod nodeStatusMaxImages maxOpenFiles contentType kubeAPIQPS kubeAPIBurst serializeImagePulls evictionHard \
        evictionSoft evictionSoftGracePeriod evictionPressureTransitionPeriod evictionMaxPodGracePeriod evictionMinimumReclaim \
        podsPerCore enableControllerAttachDetach protectKernelDefaults makeIPTablesUtilChains iptablesMasqueradeBit iptablesDropBit \
        featureGates failSwapOn memorySwap containerLogMaxSize containerLogMaxFiles configMapAndSecretChangeDetectionStrategy \
        systemReserved kubeReserved reservedSystemCPUs showHiddenMetricsForVersion systemReservedCgroup kubeReservedCgroup \
        enforceNodeAllocatable allowedUnsafeSysctls volumePluginDir providerID kernelMemcgNotification logging enableSystemLogHandler \
        shutdownGracePeriod shutdownGracePeriodCriticalPods reservedMemory enableProfilingHandler enableDebugFlagsHandler \
        seccompDefault memoryThrottlingFactor
        """

    /// The minor version whose fields are known without any release's: `old` are its own.
    public static let oldest = 22

    /// Every field of the first level, with the minor version that knows it first; `oldest` for those before.
    public let since: [String: Int]
    /// The newest minor version whose fields are known.
    public let newest: Int

    public init(since: [String: Int], newest: Int) {
        self.since = Dictionary(Self.old.split(separator: " ").map { (String($0), Self.oldest) }) { first, _ in first }
            .merging(since) { old, _ in old }
        self.newest = newest
    }

    /// The fields within a field, by the path to it; `[]` stands for each member of a list.
    ///
    /// What is not here may hold any key.
    public static let nested: [String: Set<String>] = [
        "authentication": ["x509", "webhook", "anonymous"],
        "authentication.x509": ["clientCAFile"],
        "authentication.webhook": ["enabled", "cacheTTL"],
        "authentication.anonymous": ["enabled"],
        "authorization": ["mode", "webhook"],
        "authorization.webhook": ["cacheAuthorizedTTL", "cacheUnauthorizedTTL"],
        "memorySwap": ["swapBehavior"],
        "crashLoopBackOff": ["maxContainerRestartPeriod"],
        "userNamespaces": ["idsPerPod"],
        // `sanitization` went with 1.24; an old file may still have it.
        "logging": ["format", "flushFrequency", "verbosity", "vmodule", "options", "sanitization"],
        "logging.options": ["text", "json"],
        "logging.options.text": ["splitStream", "infoBufferSize"],
        "logging.options.json": ["splitStream", "infoBufferSize"],
        "tracing": ["endpoint", "samplingRatePerMillion"],
        "reservedMemory[]": ["numaNode", "limits"],
        "shutdownGracePeriodByPodPriority[]": ["priority", "shutdownGracePeriodSeconds"],
        "registerWithTaints[]": ["key", "value", "effect", "timeAdded"],
    ]

    /// Fields of the first level that hold a whole number, true or false, or one of a few words; others are not judged by their value.
    public static let numbers: Set<String> = [
        "containerLogMaxFiles", "containerLogMaxWorkers", "eventBurst", "eventRecordQPS", "evictionMaxPodGracePeriod",
        "healthzPort",
        "imageGCHighThresholdPercent", "imageGCLowThresholdPercent", "iptablesDropBit", "iptablesMasqueradeBit", "kubeAPIBurst",
        "kubeAPIQPS", "maxOpenFiles", "maxParallelImagePulls", "maxPods", "nodeLeaseDurationSeconds", "nodeStatusMaxImages",
        "oomScoreAdj", "podPidsLimit", "podsPerCore", "port", "readOnlyPort", "registryBurst", "registryPullQPS",
    ]
    public static let flags: Set<String> = [
        "cgroupsPerQOS", "cpuCFSQuota", "enableContentionProfiling", "enableControllerAttachDetach", "enableDebugFlagsHandler",
        "enableDebuggingHandlers", "enableProfilingHandler", "enableServer", "enableSystemLogHandler", "enableSystemLogQuery",
        "failCgroupV1", "failSwapOn", "kernelMemcgNotification", "localStorageCapacityIsolation", "makeIPTablesUtilChains",
        "mergeDefaultEvictionSettings", "protectKernelDefaults", "registerNode", "rotateCertificates", "runOnce",
        "seccompDefault",
        "serializeImagePulls", "serverTLSBootstrap", "singleProcessOOMKill",
    ]
    /// Fields of the first level that hold a duration, as a text such as 1m30s (`metav1.Duration`).
    package static let durations: Set<String> = [
        "cpuCFSQuotaPeriod", "cpuManagerReconcilePeriod", "evictionPressureTransitionPeriod", "fileCheckFrequency",
        "httpCheckFrequency", "imageMaximumGCAge", "imageMinimumGCAge", "nodeStatusReportFrequency", "nodeStatusUpdateFrequency",
        "runtimeRequestTimeout", "shutdownGracePeriod", "shutdownGracePeriodCriticalPods", "streamingConnectionIdleTimeout",
        "syncFrequency", "volumeStatsAggPeriod",
    ]
    /// Fields of the first level that hold quantities by resource.
    package static let quantities: Set<String> = ["kubeReserved", "systemReserved"]
    /// kubeadm takes any text for these; the kubelet refuses all but these words (pkg/kubelet/apis/config/validation).
    public static let words: [String: [String]] = [
        "topologyManagerPolicy": ["none", "best-effort", "restricted", "single-numa-node"],
        "topologyManagerScope": ["container", "pod"], "cpuManagerPolicy": ["none", "static"],
        "memoryManagerPolicy": ["None", "Static"], "hairpinMode": ["promiscuous-bridge", "hairpin-veth", "none"],
        "configMapAndSecretChangeDetectionStrategy": ["Get", "Cache", "Watch"],
    ]
}
