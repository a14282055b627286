# shellcheck shell=bash
# The CNI folder is empty, as before a network add-on or after its removal. The node is not ready.
# shellcheck disable=SC2034 # Read by lab fault list.
RULE="cni-config-is-missing" REAL=yes ON="12 13 sid"

inject() {
    keep /etc/cni/net.d/10-bridge.conflist
    rm /etc/cni/net.d/10-bridge.conflist
    until_true 15 "the kubelet's line" logged kubelet.service 'cni plugin not initialized'
}

holds() { [ -d /etc/cni/net.d ] && [ -z "$(ls -A /etc/cni/net.d)" ]; }

restore() {
    put_back /etc/cni/net.d/10-bridge.conflist
    # containerd does not always see that a configuration came back.
    restart_containerd
}
