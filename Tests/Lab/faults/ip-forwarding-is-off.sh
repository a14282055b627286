# shellcheck shell=bash
# net.ipv4.ip_forward is 0: the node no longer routes for its pods.
# shellcheck disable=SC2034 # Read by lab fault list.
RULE="ip-forwarding-is-off" REAL=yes ON="12 13 sid" FIX="short"

inject() { sysctl -qw net.ipv4.ip_forward=0; }

holds() { [ "$(cat /proc/sys/net/ipv4/ip_forward)" = 0 ]; }

restore() { sysctl -qw net.ipv4.ip_forward=1; }
