/// The certificates and keys that kubeadm names in the flags of its static pods (kubernetes 1.23 to 1.36
/// cmd/kubeadm/app/phases/controlplane/manifests.go and phases/etcd/local.go).
enum KubeadmFiles {
    /// The file that a flag, without dashes, names; nil where kubeadm does not give the component that flag.
    static func path(_ flag: String, of component: String) -> String? {
        files[component]?[flag].map { "/etc/kubernetes/pki/" + $0 }
    }

    private static let files: [String: [String: String]] = [
        "kube-apiserver": [
            "tls-cert-file": "apiserver.crt", "tls-private-key-file": "apiserver.key", "client-ca-file": "ca.crt",
            "etcd-cafile": "etcd/ca.crt", "etcd-certfile": "apiserver-etcd-client.crt",
            "etcd-keyfile": "apiserver-etcd-client.key", "kubelet-client-certificate": "apiserver-kubelet-client.crt",
            "kubelet-client-key": "apiserver-kubelet-client.key", "proxy-client-cert-file": "front-proxy-client.crt",
            "proxy-client-key-file": "front-proxy-client.key", "requestheader-client-ca-file": "front-proxy-ca.crt",
            "service-account-key-file": "sa.pub", "service-account-signing-key-file": "sa.key",
        ],
        "kube-controller-manager": [
            "client-ca-file": "ca.crt", "root-ca-file": "ca.crt", "cluster-signing-cert-file": "ca.crt",
            "cluster-signing-key-file": "ca.key", "requestheader-client-ca-file": "front-proxy-ca.crt",
            "service-account-private-key-file": "sa.key",
        ],
        "etcd": [
            "cert-file": "etcd/server.crt", "key-file": "etcd/server.key", "trusted-ca-file": "etcd/ca.crt",
            "peer-cert-file": "etcd/peer.crt", "peer-key-file": "etcd/peer.key", "peer-trusted-ca-file": "etcd/ca.crt",
        ],
    ]
}
