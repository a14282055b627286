# shellcheck shell=bash
# The kubelet runs, but would not after the next boot.
# shellcheck disable=SC2034 # Read by lab fault list and by FixTests.
RULE="kubelet-is-not-enabled" REAL=yes ON="12 13" FIX="long"

inject() { systemctl disable --quiet kubelet.service; }

holds() { [ "$(systemctl is-enabled kubelet.service)" = disabled ]; }

restore() { systemctl enable --quiet kubelet.service; }
