# shellcheck shell=bash
# The node's etcd, a real one, is stopped.
# shellcheck disable=SC2034 # Read by lab fault list.
RULE="etcd-is-stopped" REAL=yes ON="12 13 sid" FIX="short"

inject() { systemctl stop etcd.service; }

holds() { not is_active etcd.service && not listens 2379; }

restore() { systemctl start etcd.service; }
