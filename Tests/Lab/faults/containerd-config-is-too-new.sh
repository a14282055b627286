# shellcheck shell=bash
# config.toml is written for a newer containerd: version 3 on containerd 1.x, version 4 on 2.1. 1.7 and 2.1 do not
# start; 1.6 starts and silently ignores every setting of the CRI plugin.
# shellcheck disable=SC2034 # Read by lab fault list.
RULE="containerd-config-is-too-new" REAL=yes ON="12 13 sid" FIX="short"

inject() {
    keep /etc/containerd/config.toml
    if containerd_is_1; then
        cat >/etc/containerd/config.toml <<'TOML'
version = 3

[plugins.'io.containerd.cri.v1.runtime'.cni]
  bin_dirs = ['/usr/lib/cni']
  conf_dir = '/etc/cni/net.d'

[plugins.'io.containerd.cri.v1.runtime'.containerd.runtimes.runc]
  runtime_type = 'io.containerd.runc.v2'
  [plugins.'io.containerd.cri.v1.runtime'.containerd.runtimes.runc.options]
    SystemdCgroup = true
TOML
    else
        sed -i 's/^version = 3/version = 4/' /etc/containerd/config.toml
    fi
    systemctl restart containerd.service 2>/dev/null || true
    until_true 20 'the effect' holds
}

# Either nothing runs, or it runs without what the file says.
holds() {
    if containerd_is_1; then grep -q '^version = 3' /etc/containerd/config.toml; else grep -q '^version = 4' /etc/containerd/config.toml; fi || return 1
    if is_active containerd.service; then
        containerd_is_1 && cri_is_served && not grep -q 'SystemdCgroup = true' <(containerd config dump)
    else
        not containerd config dump >/dev/null 2>&1
    fi
}

restore() {
    put_back /etc/containerd/config.toml
    restart_containerd
}
