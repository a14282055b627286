# shellcheck shell=bash
# config.toml says systemd, but containerd still runs as it was before the change.
# shellcheck disable=SC2034 # Read by lab fault list and by FixTests.
RULE="containerd-was-not-restarted" REAL=yes ON="12 13" FIX="long"

inject() {
    keep /etc/containerd/config.toml
    sed -i 's/SystemdCgroup = true/SystemdCgroup = false/' /etc/containerd/config.toml
    restart_containerd
    sleep 1.1
    sed -i 's/SystemdCgroup = false/SystemdCgroup = true/' /etc/containerd/config.toml
    holds || fail 'containerd is younger than its configuration'
}

holds() { [ "$(date -d "$(systemctl show -P ActiveEnterTimestamp containerd.service)" +%s)" -lt "$(stat -c %Y /etc/containerd/config.toml)" ]; }

restore() {
    put_back /etc/containerd/config.toml
    restart_containerd
}
