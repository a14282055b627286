# shellcheck shell=bash
# An eviction threshold is no quantity. The stand-in does not judge it; a kubelet would end.
# shellcheck disable=SC2034 # Read by lab fault list and by FixTests.
RULE="kubelet-eviction-threshold-is-invalid" REAL=stand-in ON="12 13" FIX="long"

inject() {
    keep /var/lib/kubelet/config.yaml
    printf 'evictionHard:\n  memory.available: 100Megs\n' >>/var/lib/kubelet/config.yaml
    restart_kubelet
    until_true 15 'the kubelet' listens 10250
}

holds() { grep -q '100Megs$' /var/lib/kubelet/config.yaml; }

restore() {
    put_back /var/lib/kubelet/config.yaml
    restart_kubelet
}
