/// Where the files of a kubeadm cluster lie on its machines.
enum KubeadmPath {
    static let initConfiguration = "/etc/drydock/kubeadm/init.yaml"
    static let joinConfiguration = "/etc/drydock/kubeadm/join.yaml"
    static let patches = "/etc/drydock/kubeadm/patches"
    /// What `kubeadm token create --print-join-command` printed: a token, so for root alone.
    static let joinCommand = "/etc/drydock/kubeadm/join-command"
    /// What `kubeadm init phase upload-certs` printed: a key, so for root alone.
    static let uploadedCertificates = "/etc/drydock/kubeadm/uploaded-certificates"
    /// The ClusterConfiguration that a cluster keeps of itself.
    static let clusterSettings = "/etc/drydock/kubeadm/cluster.yaml"
    static let smokeTest = "/etc/drydock/kubeadm/smoke-test.yaml"
    static let smokeTestQuestions = "/etc/drydock/kubeadm/smoke-test.sh"
    /// There where the smoke test was passed.
    static let smokeTestPassed = "/etc/drydock/kubeadm/smoke-test.passed"

    static let auditPolicy = "/etc/kubernetes/audit/policy.yaml"
    static let auditLogs = "/var/log/kubernetes/audit"
    static let encryption = "/etc/kubernetes/encryption/config.yaml"

    /// kubeadm's own, as `cmd/kubeadm/app/constants` names them in all releases.
    static let adminKubeconfig = "/etc/kubernetes/admin.conf"
    static let kubeletKubeconfig = "/etc/kubernetes/kubelet.conf"
    static let manifests = "/etc/kubernetes/manifests"
    static let certificates = "/etc/kubernetes/pki"
    static let etcdAuthority = "/etc/kubernetes/pki/etcd/ca.crt"
    static let etcdClientCertificate = "/etc/kubernetes/pki/apiserver-etcd-client.crt"
    static let etcdClientKey = "/etc/kubernetes/pki/apiserver-etcd-client.key"

    /// The folder of the external etcd members' files.
    static let etcd = "/etc/drydock/etcd"
    static let etcdConfiguration = "/etc/drydock/etcd/kubeadm.yaml"
    static let etcdKubelet = "/etc/drydock/etcd/kubelet.yaml"
    static let etcdUnit = "/etc/systemd/system/kubelet.service.d/20-etcd-service-manager.conf"
}

/// kubectl with the administrator's rights that kubeadm leaves on every control plane.
enum Kubectl {
    static func asAdmin(_ words: String...) -> [String] { ["kubectl", "--kubeconfig", KubeadmPath.adminKubeconfig] + words }
    static func asAdmin(_ words: [String]) -> [String] { ["kubectl", "--kubeconfig", KubeadmPath.adminKubeconfig] + words }
}
