# shellcheck shell=bash
# The kubelet is told a flag that it does not know. The stand-in says what a kubelet says, and ends.
# shellcheck disable=SC2034 # Read by lab fault list and by FixTests.
RULE="kubelet-flag-is-refused" REAL=stand-in ON="12 13" FIX="long"

inject() {
    keep /var/lib/kubelet/kubeadm-flags.env
    sed -i 's/ARGS="/ARGS="--node-lables=tier=web /' /var/lib/kubelet/kubeadm-flags.env
    restart_kubelet
    until_true 15 "the kubelet's line" logged kubelet.service 'unknown flag: --node-lables'
}

holds() { grep -q -- --node-lables /var/lib/kubelet/kubeadm-flags.env; }

restore() {
    put_back /var/lib/kubelet/kubeadm-flags.env
    restart_kubelet
}
