# shellcheck shell=bash
# The pod's port of the bridge does not send frames back where they came from, so a pod that is its Service's only
# endpoint cannot reach itself through it. A real request works before and not after.
# shellcheck disable=SC2034 # Read by lab fault list.
RULE="bridge-port-lacks-hairpin" REAL=yes ON="12 13 sid" FIX="short"

inject() {
    pod_start
    until_true 10 "the pod's own answer" pod_reaches_itself
    bridge link set dev "$(pod_port)" hairpin off
    holds || fail 'the pod still reaches itself'
}

holds() { [ "$(cat "/sys/class/net/$(pod_port)/brport/hairpin_mode")" = 0 ] && not pod_reaches_itself; }

restore() {
    bridge link set dev "$(pod_port)" hairpin on
    until_true 10 "the pod's own answer" pod_reaches_itself
    pod_stop
}
