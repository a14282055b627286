# shellcheck shell=bash
# /etc/machine-id is empty, as in an image that was prepared for cloning and started by hand.
# shellcheck disable=SC2034 # Read by lab fault list and by FixTests.
RULE="machine-id-is-not-set" REAL=yes ON="12 13" FIX="long stays"

inject() {
    keep /etc/machine-id
    : >/etc/machine-id
}

holds() { [ ! -s /etc/machine-id ]; }

restore() { put_back /etc/machine-id; }
