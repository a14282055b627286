# shellcheck shell=bash
# The pods' bridge is promiscuous and its port has no hairpin.
# shellcheck disable=SC2034 # Read by lab fault list and by FixTests.
RULE="bridge-is-promiscuous-instead-of-hairpin" REAL=yes ON="12 13" FIX="long"

inject() {
    pod_start
    bridge link set dev "$(pod_port)" hairpin off
    ip link set cni0 promisc on
    holds || fail 'the bridge is as it was'
}

holds() { [ "$(cat "/sys/class/net/$(pod_port)/brport/hairpin_mode")" = 0 ] && ip -details link show cni0 | grep -q 'promiscuity [1-9]'; }

restore() {
    ip link set cni0 promisc off
    bridge link set dev "$(pod_port)" hairpin on
    pod_stop
}
