# shellcheck shell=bash
# Everybody on the machine may read the API server's key.
# shellcheck disable=SC2034 # Read by lab fault list and by FixTests.
RULE="private-key-is-readable-by-others" REAL=yes ON="12 13" FIX="long stays"

inject() { chmod 0644 /etc/kubernetes/pki/apiserver.key; }

holds() { [ "$(stat -c %a /etc/kubernetes/pki/apiserver.key)" != 600 ]; }

restore() { chmod 600 /etc/kubernetes/pki/apiserver.key; }
