# shellcheck shell=bash
# kubeadm-flags.env still gives --container-runtime, which went in 1.27. The kubelet's stand-in says what a kubelet
# said, and ends.
# shellcheck disable=SC2034 # Read by lab fault list.
RULE="kubelet-flag-was-removed" REAL=stand-in ON="12 13 sid" FIX="short"

inject() {
    keep /var/lib/kubelet/kubeadm-flags.env
    sed -i 's/ARGS="/ARGS="--container-runtime=remote /' /var/lib/kubelet/kubeadm-flags.env
    restart_kubelet
    until_true 15 "the kubelet's line" logged kubelet.service 'unknown flag: --container-runtime'
}

holds() { grep -q -- --container-runtime=remote /var/lib/kubelet/kubeadm-flags.env && not is_active kubelet.service; }

restore() {
    put_back /var/lib/kubelet/kubeadm-flags.env
    restart_kubelet
}
