# shellcheck shell=bash
# cni0 has an address of an earlier pod network, so that the bridge plugin refuses it.
# shellcheck disable=SC2034 # Read by lab fault list and by FixTests.
RULE="bridge-is-of-an-earlier-network" REAL=yes ON="12 13" FIX="long stays destroys"

inject() {
    ip address show dev cni0 >/dev/null 2>&1 || ip link add cni0 type bridge
    ip address flush dev cni0
    ip address add 10.99.0.1/24 dev cni0
    ip link set cni0 up
}

holds() { ip -brief address show dev cni0 2>/dev/null | grep -q 10.99.0.1; }

restore() { ip link delete cni0 2>/dev/null || true; }
