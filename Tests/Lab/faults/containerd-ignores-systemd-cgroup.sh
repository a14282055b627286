# shellcheck shell=bash
# config.toml of version 3 says SystemdCgroup at the place of version 2, where containerd ignores it.
# shellcheck disable=SC2034 # Read by lab fault list and by FixTests.
RULE="containerd-ignores-systemd-cgroup" REAL=yes ON="sid" FIX="long"

inject() {
    keep /etc/containerd/config.toml
    sed -i '/SystemdCgroup/d' /etc/containerd/config.toml
    printf '\n[plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc.options]\n  SystemdCgroup = true\n' >>/etc/containerd/config.toml
    restart_containerd
}

holds() { [ "$(grep -c SystemdCgroup /etc/containerd/config.toml)" = 1 ]; }

restore() {
    put_back /etc/containerd/config.toml
    restart_containerd
}
