# shellcheck shell=bash
# The kubelet is told a socket at which no runtime listens. The stand-in ends as a kubelet does.
# shellcheck disable=SC2034 # Read by lab fault list and by FixTests.
RULE="kubelet-endpoint-is-wrong" REAL=stand-in ON="12 13" FIX="long"

inject() {
    keep /var/lib/kubelet/config.yaml
    sed -i 's,^containerRuntimeEndpoint: .*,containerRuntimeEndpoint: unix:///run/crio/crio.sock,' /var/lib/kubelet/config.yaml
    restart_kubelet
    until_true 15 "the kubelet's line" logged kubelet.service crio.sock
}

holds() { grep -q crio.sock /var/lib/kubelet/config.yaml; }

restore() {
    put_back /var/lib/kubelet/config.yaml
    restart_kubelet
}
