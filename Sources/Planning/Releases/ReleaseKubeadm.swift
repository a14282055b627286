/// What kubeadm and the kubelet of a release can, where one minor release drew the line.
extension Release {
    /// `kubeadm config validate` came with 1.28 (release notes of 1.28).
    var hasConfigValidate: Bool { minor >= 28 }

    /// Up to 1.29 `memorySwap.swapBehavior` is refused while the feature gate NodeSwap is off, which is its default until 1.30
    /// (KEP-2400).
    var takesSwapBehavior: Bool { minor >= 30 }

    /// `containerRuntimeEndpoint` is a field of KubeletConfiguration from 1.27; before it there is only the flag.
    var takesRuntimeEndpointInFile: Bool { minor >= 27 }

    /// Where dockershim is still in the kubelet it is the default, and any other runtime has to be asked for by flag.
    var needsRemoteRuntimeFlag: Bool { hasDockershim }

    /// What `--patches` can change: the kubelet's configuration from 1.25, CoreDNS from 1.31, kube-proxy from 1.37
    /// (release notes of these).
    var patchTargets: [String] {
        var targets = ["kube-apiserver", "kube-controller-manager", "kube-scheduler", "etcd"]
        if minor >= 25 { targets.append("kubeletconfiguration") }
        if minor >= 31 { targets.append("corednsdeployment") }
        if minor >= 37 { targets.append("kubeproxydaemonset") }
        return targets
    }
}
