# shellcheck shell=bash
# The program that the CNI configuration names, bridge, is not in the plugins' folder.
# shellcheck disable=SC2034 # Read by lab fault list.
RULE="cni-plugin-is-missing" REAL=yes ON="12 13 sid"

inject() {
    keep /usr/lib/cni/bridge
    rm /usr/lib/cni/bridge
}

holds() { grep -q '"type": "bridge"' /etc/cni/net.d/10-bridge.conflist && [ ! -e /usr/lib/cni/bridge ]; }

restore() { put_back /usr/lib/cni/bridge; }
