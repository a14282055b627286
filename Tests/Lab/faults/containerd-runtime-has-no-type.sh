# shellcheck shell=bash
# The default runtime has no type, so that containerd starts no container.
# shellcheck disable=SC2034 # Read by lab fault list and by FixTests.
RULE="containerd-runtime-has-no-type" REAL=yes ON="12 13" FIX="long"

inject() {
    keep /etc/containerd/config.toml
    sed -i '/runtime_type = /d' /etc/containerd/config.toml
    systemctl restart containerd.service || true
}

holds() { not grep -q runtime_type /etc/containerd/config.toml; }

restore() {
    put_back /etc/containerd/config.toml
    restart_containerd
}
