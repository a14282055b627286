# shellcheck shell=bash
# The kubelet is told an address that the machine does not have. The stand-in says what a kubelet says.
# shellcheck disable=SC2034 # Read by lab fault list and by FixTests.
RULE="kubelet-node-ip-is-not-here" REAL=stand-in ON="12 13" FIX="long" SET="address=@ADDRESS@"

inject() {
    keep /var/lib/kubelet/kubeadm-flags.env
    sed -i 's/--node-ip=[0-9.]*/--node-ip=10.77.0.98/' /var/lib/kubelet/kubeadm-flags.env
    restart_kubelet
    until_true 15 "the kubelet's line" logged kubelet.service "not found in the host's network interfaces"
}

holds() { grep -q -- --node-ip=10.77.0.98 /var/lib/kubelet/kubeadm-flags.env; }

restore() {
    put_back /var/lib/kubelet/kubeadm-flags.env
    restart_kubelet
}
