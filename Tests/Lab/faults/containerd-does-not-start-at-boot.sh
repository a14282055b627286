# shellcheck shell=bash
# containerd runs, but would not after the next boot.
# shellcheck disable=SC2034 # Read by lab fault list and by FixTests.
RULE="containerd-does-not-start-at-boot" REAL=yes ON="12 13" FIX="long"

inject() { systemctl disable --quiet containerd.service; }

holds() { [ "$(systemctl is-enabled containerd.service)" = disabled ]; }

restore() { systemctl enable --quiet containerd.service; }
