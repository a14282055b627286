# shellcheck shell=bash
# The kubelet's kubeconfig names a port at which no API server listens.
# shellcheck disable=SC2034 # Read by lab fault list and by FixTests.
RULE="kubeconfig-names-wrong-server" REAL=yes ON="12 13" FIX="long"

inject() {
    keep /etc/kubernetes/kubelet.conf
    sed -i 's,^\( *server: https://.*\):6443$,\1:6444,' /etc/kubernetes/kubelet.conf
    holds || fail 'kubelet.conf is as it was'
    restart_kubelet
}

holds() { grep -q ':6444$' /etc/kubernetes/kubelet.conf; }

restore() {
    put_back /etc/kubernetes/kubelet.conf
    restart_kubelet
}
