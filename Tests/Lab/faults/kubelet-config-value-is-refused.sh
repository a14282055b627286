# shellcheck shell=bash
# A value of the kubelet's configuration is misspelt. The stand-in does not judge it; a kubelet would end.
# shellcheck disable=SC2034 # Read by lab fault list and by FixTests.
RULE="kubelet-config-value-is-refused" REAL=stand-in ON="12 13" FIX="long"

inject() {
    keep /var/lib/kubelet/config.yaml
    printf 'topologyManagerPolicy: single-numa-nod\n' >>/var/lib/kubelet/config.yaml
    restart_kubelet
    until_true 15 'the kubelet' listens 10250
}

holds() { grep -q '^topologyManagerPolicy: single-numa-nod$' /var/lib/kubelet/config.yaml; }

restore() {
    put_back /var/lib/kubelet/config.yaml
    restart_kubelet
}
