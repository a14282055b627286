# shellcheck shell=bash
# The CNI configuration is cut off in the middle: no JSON.
# shellcheck disable=SC2034 # Read by lab fault list.
RULE="cni-config-is-broken" REAL=yes ON="12 13 sid"

inject() {
    keep /etc/cni/net.d/10-bridge.conflist
    head -c 150 "$KEPT/etc/cni/net.d/10-bridge.conflist" >/etc/cni/net.d/10-bridge.conflist
    systemctl restart containerd.service
    until_true 20 "containerd's words" logged containerd.service 'cni config load failed'
}

holds() { not python3 -m json.tool /etc/cni/net.d/10-bridge.conflist >/dev/null 2>&1; }

restore() {
    put_back /etc/cni/net.d/10-bridge.conflist
    restart_containerd
}
