# shellcheck shell=bash
# The files of the PKI belong to the person who copied them.
# shellcheck disable=SC2034 # Read by lab fault list and by FixTests.
RULE="certificate-files-belong-to-a-user" REAL=yes ON="12 13" FIX="long stays"

inject() { chown -R 1000:1000 /etc/kubernetes/pki; }

holds() { [ "$(stat -c %u /etc/kubernetes/pki/ca.crt)" = 1000 ]; }

restore() { chown -R root:root /etc/kubernetes/pki; }
