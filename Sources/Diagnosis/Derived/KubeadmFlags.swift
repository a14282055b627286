/// The flags that kubeadm gives the static pods of a control plane (kubernetes 1.23 to 1.36 cmd/kubeadm/app/phases/controlplane/manifests.go
/// and phases/etcd/local.go), without dashes: what a misspelt flag was probably meant to be.
enum KubeadmFlags {
    static let names: [String: [String]] = [
        "kube-apiserver": [
            "advertise-address", "allow-privileged", "authorization-mode", "client-ca-file", "enable-admission-plugins",
            "enable-bootstrap-token-auth", "etcd-cafile", "etcd-certfile", "etcd-keyfile", "etcd-servers",
            "kubelet-client-certificate", "kubelet-client-key", "kubelet-preferred-address-types", "proxy-client-cert-file",
            "proxy-client-key-file", "requestheader-allowed-names", "requestheader-client-ca-file",
            "requestheader-extra-headers-prefix", "requestheader-group-headers", "requestheader-username-headers", "secure-port",
            "service-account-issuer", "service-account-key-file", "service-account-signing-key-file", "service-cluster-ip-range",
            "tls-cert-file", "tls-private-key-file",
        ],
        "kube-controller-manager": [
            "allocate-node-cidrs", "authentication-kubeconfig", "authorization-kubeconfig", "bind-address", "client-ca-file",
            "cluster-cidr", "cluster-name", "cluster-signing-cert-file", "cluster-signing-key-file", "controllers", "kubeconfig",
            "leader-elect", "requestheader-client-ca-file", "root-ca-file", "service-account-private-key-file",
            "service-cluster-ip-range", "use-service-account-credentials",
        ],
        "kube-scheduler": [
            "authentication-kubeconfig", "authorization-kubeconfig", "bind-address", "kubeconfig", "leader-elect",
        ],
        "etcd": [
            "advertise-client-urls", "cert-file", "client-cert-auth", "data-dir", "initial-advertise-peer-urls",
            "initial-cluster", "initial-cluster-state", "key-file", "listen-client-urls", "listen-metrics-urls",
            "listen-peer-urls", "name", "peer-cert-file", "peer-client-cert-auth", "peer-key-file", "peer-trusted-ca-file",
            "snapshot-count", "trusted-ca-file",
        ],
    ]
}
