# shellcheck shell=bash
# Everybody on the machine may read admin.conf, whose key is that of the cluster's administrator.
# shellcheck disable=SC2034 # Read by lab fault list and by FixTests.
RULE="admin-kubeconfig-is-readable-by-others" REAL=yes ON="12 13" FIX="long stays"

inject() { chmod 0644 /etc/kubernetes/admin.conf; }

holds() { [ "$(stat -c %a /etc/kubernetes/admin.conf)" != 600 ]; }

restore() { chmod 600 /etc/kubernetes/admin.conf; }
