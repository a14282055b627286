# shellcheck shell=bash
# containerd's unit is masked, and it does not run.
# shellcheck disable=SC2034 # Read by lab fault list and by FixTests.
RULE="runtime-unit-is-masked" REAL=yes ON="12 13" FIX="long"

inject() {
    systemctl stop containerd.service
    systemctl mask --quiet containerd.service
    until_true 15 "the kubelet's line" logged kubelet.service 'containerd.sock'
}

holds() { [ "$(systemctl is-enabled containerd.service)" = masked ]; }

restore() {
    systemctl unmask --quiet containerd.service
    systemctl enable --quiet containerd.service
    restart_containerd
}
