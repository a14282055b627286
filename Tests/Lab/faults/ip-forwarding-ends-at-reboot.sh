# shellcheck shell=bash
# The kernel forwards, but a file of sysctl.d turns it off at the next boot.
# shellcheck disable=SC2034 # Read by lab fault list and by FixTests.
RULE="ip-forwarding-ends-at-reboot" REAL=yes ON="12 13" FIX="long"

inject() { printf 'net.ipv4.ip_forward = 0\n' >/etc/sysctl.d/zy-hardening.conf; }

holds() { [ -e /etc/sysctl.d/zy-hardening.conf ] && [ ! -e /etc/sysctl.d/zz-kubernetes.conf ]; }

restore() {
    rm -f /etc/sysctl.d/zy-hardening.conf /etc/sysctl.d/zz-kubernetes.conf
    sysctl -qw net.ipv4.ip_forward=1
}
