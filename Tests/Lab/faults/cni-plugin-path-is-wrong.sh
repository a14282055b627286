# shellcheck shell=bash
# containerd looks for CNI plugins in /opt/cni/bin, where upstream packages put them; here they are in /usr/lib/cni.
# shellcheck disable=SC2034 # Read by lab fault list.
RULE="cni-plugin-path-is-wrong" REAL=yes ON="12 13 sid" FIX="short"

inject() {
    keep /etc/containerd/config.toml
    sed -i -E "/bin_dirs? = /s,/usr/lib/cni,/opt/cni/bin," /etc/containerd/config.toml
    restart_containerd
    until_true 10 'the other folder' holds
}

# The folders that containerd says it looks in.
folders() { containerd config dump | grep -E '^ *bin_dirs? = .*/cni'; }

holds() { grep -q /opt/cni/bin <(folders) && not grep -q /usr/lib/cni <(folders) && [ ! -e /opt/cni/bin/bridge ] && cri_is_served; }

restore() {
    put_back /etc/containerd/config.toml
    restart_containerd
}
