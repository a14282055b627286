# shellcheck shell=bash
# Mirrors stand in config.toml beside config_path; containerd does not load its CRI plugin.
# shellcheck disable=SC2034 # Read by lab fault list and by FixTests.
RULE="containerd-registry-settings-conflict" REAL=yes ON="12 13" FIX="long" SET="registry=docker.io mirror=https://mirror.example.com"

inject() {
    keep /etc/containerd/config.toml
    printf '%s\n' '[plugins."io.containerd.grpc.v1.cri".registry]' '  config_path = "/etc/containerd/certs.d"' \
        '[plugins."io.containerd.grpc.v1.cri".registry.mirrors."docker.io"]' '  endpoint = ["https://mirror.example.com"]' >>/etc/containerd/config.toml
    systemctl restart containerd.service
}

holds() { grep -q registry.mirrors /etc/containerd/config.toml; }

restore() {
    put_back /etc/containerd/config.toml
    restart_containerd
}
