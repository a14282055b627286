# shellcheck shell=bash
# The kubelet's unit is stopped, as by hand.
# shellcheck disable=SC2034 # Read by lab fault list.
RULE="kubelet-is-stopped" REAL=stand-in ON="12 13 sid" FIX="short"

inject() { systemctl stop kubelet.service; }

holds() { not is_active kubelet.service && not listens 10250; }

restore() { restart_kubelet; }
