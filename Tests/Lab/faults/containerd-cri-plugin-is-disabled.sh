# shellcheck shell=bash
# containerd runs, and its configuration disables the CRI plugin, as the one that Docker's packages bring does.
# shellcheck disable=SC2034 # Read by lab fault list.
RULE="containerd-cri-plugin-is-disabled" REAL=yes ON="12 13 sid" FIX="short"

inject() {
    keep /etc/containerd/config.toml
    sed -i '/^version/a disabled_plugins = ["io.containerd.grpc.v1.cri"]' /etc/containerd/config.toml
    systemctl restart containerd.service
    until_true 20 'containerd without CRI' holds
}

holds() { timeout 5 ctr version >/dev/null 2>&1 && not cri_is_served; }

restore() {
    put_back /etc/containerd/config.toml
    restart_containerd
}
