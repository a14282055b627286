# shellcheck shell=bash
# containerd's runc makes cgroups itself while the kubelet asks systemd for them. Only containerd 1.x: a kubelet asks
# 2.x which it is.
# shellcheck disable=SC2034 # Read by lab fault list.
RULE="kubelet-cgroup-driver-differs" REAL=yes ON="12 13" FIX="short"

inject() {
    keep /etc/containerd/config.toml
    sed -i 's/SystemdCgroup = true/SystemdCgroup = false/' /etc/containerd/config.toml
    restart_containerd
}

holds() {
    grep -q '^cgroupDriver: systemd$' /var/lib/kubelet/config.yaml && containerd config dump | grep -q 'SystemdCgroup = false' && cri_is_served
}

restore() {
    put_back /etc/containerd/config.toml
    restart_containerd
}
