# shellcheck shell=bash
# The machine has no default route and the kubelet no --node-ip. The stand-in says what a kubelet says.
# shellcheck disable=SC2034 # Read by lab fault list and by FixTests.
RULE="kubelet-finds-no-default-route" REAL=stand-in ON="12 13" FIX="long" SET="gateway=10.77.0.1 interface=host0"

inject() {
    keep /var/lib/kubelet/kubeadm-flags.env
    sed -i 's/--node-ip=[0-9.]*//' /var/lib/kubelet/kubeadm-flags.env
    ip route delete default 2>/dev/null || true
    restart_kubelet
    until_true 15 "the kubelet's line" logged kubelet.service 'unable to select an IP from default routes'
}

holds() { [ -z "$(ip route show default)" ]; }

restore() {
    put_back /var/lib/kubelet/kubeadm-flags.env
    ip route show default | grep -q . || ip route add default via 10.77.0.1
    restart_kubelet
}
