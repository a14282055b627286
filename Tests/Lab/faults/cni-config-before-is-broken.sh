# shellcheck shell=bash
# A file that is no JSON lies before the good CNI configuration.
# shellcheck disable=SC2034 # Read by lab fault list and by FixTests.
RULE="cni-config-is-broken cni-config-is-passed-over" REAL=yes ON="12 13" FIX="long"

inject() {
    printf '{"cniVersion": "1.0.0", "name": "left-over", ' >/etc/cni/net.d/05-left-over.conflist
    restart_containerd
}

holds() { [ -e /etc/cni/net.d/05-left-over.conflist ]; }

restore() {
    rm -f /etc/cni/net.d/05-left-over.conflist
    rm -rf /var/lib/drydock/set-aside
    restart_containerd
}
