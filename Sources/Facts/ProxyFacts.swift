/// Web proxies between this node's programs and the cluster.
public enum WebProxyFacts {
    /// Derived: see `ProxyExceptions`.
    public static let kubeletAsksByProxy = FactKey(
        "webProxy.kubeletAsksByProxy", .flag, "whether the kubelet's requests to the API server go to a web proxy")
    public static let kubeletProxy = FactKey("webProxy.kubeletProxy", .text, "the proxy for HTTPS that the kubelet's unit sets")

    static let all = [kubeletAsksByProxy, kubeletProxy]
}
