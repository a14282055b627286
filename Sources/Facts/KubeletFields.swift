/// The fields of `kubelet.config.k8s.io/v1beta1 KubeletConfiguration` and the minor version that knows each first.
///
/// Read from the tags kubernetes-1.22 to 1.36 of k8s.io/kubelet, config/v1beta1/types.go, and its development for 1.37
/// (23 July 2026); the parts of `logging` and `tracing` from k8s.io/component-base. No field was ever taken away.
public enum KubeletFields {
    /// The newest minor version that this list knows.
    public static let newest = 37

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

    private static let later: [(minor: Int, fields: String)] = [
        (23, "shutdownGracePeriodByPodPriority registerWithTaints registerNode"),
        (25, "tracing localStorageCapacityIsolation"),
        (26, "topologyManagerPolicyOptions"),
        (27, "maxParallelImagePulls enableSystemLogQuery containerRuntimeEndpoint imageServiceEndpoint"),
        (29, "imageMaximumGCAge"),
        (30, "podLogsDir containerLogMaxWorkers containerLogMonitorInterval"),
        (31, "failCgroupV1"),
        (32, "singleProcessOOMKill crashLoopBackOff"),
        (
            33,
            "imagePullCredentialsVerificationPolicy preloadedImagesVerificationAllowlist mergeDefaultEvictionSettings userNamespaces"
        ),
        (36, "tlsCurvePreferences memoryReservationPolicy"),
        (37, "defaultPodSysctls"),
    ]

    /// Every field of the first level, with the minor version that knows it first.
    public static let since: [String: Int] = {
        var since: [String: Int] = [:]
        for field in old.split(separator: " ") { since[String(field)] = 22 }
        for (minor, fields) in later {
            for field in fields.split(separator: " ") { since[String(field)] = minor }
        }
        return since
    }()

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
    /// kubeadm takes any text for these; the kubelet refuses all but these words (pkg/kubelet/apis/config/validation).
    public static let words: [String: [String]] = [
        "topologyManagerPolicy": ["none", "best-effort", "restricted", "single-numa-node"],
        "topologyManagerScope": ["container", "pod"], "cpuManagerPolicy": ["none", "static"],
        "memoryManagerPolicy": ["None", "Static"], "hairpinMode": ["promiscuous-bridge", "hairpin-veth", "none"],
        "configMapAndSecretChangeDetectionStrategy": ["Get", "Cache", "Watch"],
    ]
}
