# shellcheck shell=bash
# /etc/resolv.conf is gone: no pod can be started.
# shellcheck disable=SC2034 # Read by lab fault list and by FixTests.
RULE="resolv-conf-is-missing" REAL=yes ON="12 13" FIX="long stays" SET="server=10.77.0.254"

inject() {
    keep /etc/resolv.conf
    rm -f /etc/resolv.conf
}

holds() { [ ! -e /etc/resolv.conf ]; }

restore() { put_back /etc/resolv.conf; }
