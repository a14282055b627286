# shellcheck shell=bash
# Bridged packets do not pass iptables.
# shellcheck disable=SC2034 # Read by lab fault list and by FixTests.
RULE="bridge-netfilter-is-off" REAL=yes ON="12 13" FIX="long"

inject() {
    ip address show dev cni0 >/dev/null 2>&1 || ip link add cni0 type bridge
    sysctl -qw net.bridge.bridge-nf-call-iptables=0
}

holds() { [ "$(cat /proc/sys/net/bridge/bridge-nf-call-iptables)" = 0 ]; }

restore() {
    sysctl -qw net.bridge.bridge-nf-call-iptables=1
    rm -f /etc/sysctl.d/zz-kubernetes.conf
    ip link delete cni0 2>/dev/null || true
}
