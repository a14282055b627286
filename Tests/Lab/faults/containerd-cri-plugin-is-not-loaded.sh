# shellcheck shell=bash
# The CRI plugin is told a snapshotter that containerd does not have, and is not loaded.
# shellcheck disable=SC2034 # Read by lab fault list and by FixTests.
RULE="containerd-cri-plugin-is-not-loaded" REAL=yes ON="12 13" FIX="long"

inject() {
    keep /etc/containerd/config.toml
    sed -i 's,^    sandbox_image = .*,&\n    containerd.snapshotter = "zfs",' /etc/containerd/config.toml
    systemctl restart containerd.service
}

holds() { grep -q zfs /etc/containerd/config.toml; }

restore() {
    put_back /etc/containerd/config.toml
    restart_containerd
}
