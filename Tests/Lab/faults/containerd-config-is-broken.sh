# shellcheck shell=bash
# config.toml is not TOML: a table's bracket is open. containerd does not start.
# shellcheck disable=SC2034 # Read by lab fault list.
RULE="containerd-config-is-broken" REAL=yes ON="12 13 sid" FIX="short"

inject() {
    keep /etc/containerd/config.toml
    printf '\n[plugins."io.containerd.grpc.v1.cri"\n  x = 1\n' >>/etc/containerd/config.toml
    systemctl restart containerd.service 2>/dev/null || true
    until_true 20 'the failed start' holds
}

holds() { not is_active containerd.service && not containerd config dump >/dev/null 2>&1; }

restore() {
    put_back /etc/containerd/config.toml
    restart_containerd
}
