# shellcheck shell=bash
# The kubelet's config.yaml has a misspelt field. The kubelet 1.36 says one line and ignores it.
# shellcheck disable=SC2034 # Read by lab fault list.
RULE="kubelet-config-has-unknown-field" REAL=stand-in ON="12 13 sid" FIX="short"

inject() {
    keep /var/lib/kubelet/config.yaml
    printf 'cgroupdriver: systemd\n' >>/var/lib/kubelet/config.yaml
    restart_kubelet
    until_true 15 "the kubelet's line" logged kubelet.service 'unknown field \"cgroupdriver\"'
}

holds() { grep -q '^cgroupdriver:' /var/lib/kubelet/config.yaml; }

restore() {
    put_back /var/lib/kubelet/config.yaml
    restart_kubelet
}
