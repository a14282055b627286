# shellcheck shell=bash
# The static CPU policy is on without a reservation. The stand-in says what a kubelet says, and ends.
# shellcheck disable=SC2034 # Read by lab fault list and by FixTests.
RULE="kubelet-static-policy-lacks-a-reservation" REAL=stand-in ON="12 13" FIX="long stays"

inject() {
    keep /var/lib/kubelet/config.yaml
    printf 'cpuManagerPolicy: static\n' >>/var/lib/kubelet/config.yaml
    restart_kubelet
    until_true 15 "the kubelet's line" logged kubelet.service 'unable to determine reserved CPU resources'
}

holds() { grep -q '^cpuManagerPolicy: static' /var/lib/kubelet/config.yaml && not grep -q '^systemReserved' /var/lib/kubelet/config.yaml; }

restore() {
    put_back /var/lib/kubelet/config.yaml
    restart_kubelet
}
