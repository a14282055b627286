# shellcheck shell=bash
# The kubelet is told a feature gate that does not exist. The stand-in says what a kubelet says, and ends.
# shellcheck disable=SC2034 # Read by lab fault list and by FixTests.
RULE="kubelet-feature-gate-is-refused" REAL=stand-in ON="12 13" FIX="long" SET="gate=SwapBehaviour"

inject() {
    keep /var/lib/kubelet/config.yaml
    printf 'featureGates:\n  SwapBehaviour: true\n' >>/var/lib/kubelet/config.yaml
    restart_kubelet
    until_true 15 "the kubelet's line" logged kubelet.service 'unrecognized feature gate'
}

holds() { grep -q SwapBehaviour /var/lib/kubelet/config.yaml; }

restore() {
    put_back /var/lib/kubelet/config.yaml
    restart_kubelet
}
