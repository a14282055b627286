/// Where to go on with the last words of a program that no known text explains.
enum SpeakerPages {
    /// By program, rules and recipes, the likeliest first.
    static let table: [String: [String]] = [
        "calico": ["find-why-calico-is-not-ready"], "cilium": ["find-why-cilium-does-not-answer"],
        "cni": ["mend-network-add-on"], "coredns": ["coredns-crash-loops", "keep-coredns-changes"], "etcd": ["read-etcd-log"],
        "flannel": ["mend-network-add-on"], "haproxy": ["agree-on-endpoint-address"],
        "iptables": ["use-one-kind-of-iptables", "load-iptables-modules"],
        "kube-apiserver": ["find-why-apiserver-is-down"],
        "kube-controller-manager": ["controller-manager-or-scheduler-crash-loops"],
        "kube-proxy": ["let-kube-proxy-write-its-rules-anew", "correct-kube-proxy-config", "load-iptables-modules"],
        "kube-scheduler": ["controller-manager-or-scheduler-crash-loops"],
        "kube-vip": ["name-the-interface-of-kube-vip", "use-super-admin-for-kube-vip"], "kubelet": ["read-kubelet-log"],
        "registry": ["mend-image-pull"], "webhook": ["mend-failing-webhook"],
    ]

    /// These write errors only of what stops them; others also of what passes.
    static let terse: Set<String> = ["calico", "cilium", "haproxy", "iptables", "kube-vip", "registry", "webhook"]
}
