# shellcheck shell=bash
# The kubelet's unit is masked, and it does not run.
# shellcheck disable=SC2034 # Read by lab fault list and by FixTests.
RULE="kubelet-is-masked" REAL=yes ON="12 13" FIX="long"

inject() {
    systemctl stop kubelet.service
    systemctl mask --quiet kubelet.service
}

holds() { [ "$(systemctl is-enabled kubelet.service)" = masked ]; }

restore() {
    systemctl unmask --quiet kubelet.service
    systemctl enable --quiet kubelet.service
    restart_kubelet
}
