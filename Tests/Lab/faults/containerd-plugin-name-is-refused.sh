# shellcheck shell=bash
# config.toml names the CRI plugin by its short name, which containerd refuses in version 2 of the file.
# shellcheck disable=SC2034 # Read by lab fault list and by FixTests.
RULE="containerd-plugin-name-is-refused" REAL=yes ON="12 13" FIX="long"

inject() {
    keep /etc/containerd/config.toml
    printf '\n[plugins."cri"]\n  x = 1\n' >>/etc/containerd/config.toml
    systemctl restart containerd.service 2>/dev/null || true
}

holds() { grep -q '^.plugins."cri"' /etc/containerd/config.toml; }

restore() {
    put_back /etc/containerd/config.toml
    restart_containerd
}
