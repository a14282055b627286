# shellcheck shell=bash
# A second, valid CNI configuration sorts before the add-on's and wins: new pods get another network's addresses.
# shellcheck disable=SC2034 # Read by lab fault list.
RULE="cni-configs-compete" REAL=yes ON="12 13 sid" FIX="short"

inject() {
    cat >/etc/cni/net.d/05-leftover.conflist <<'JSON'
{
  "cniVersion": "1.0.0",
  "name": "leftover",
  "plugins": [
    {"type": "bridge", "bridge": "cni1", "isGateway": true, "ipMasq": true,
     "ipam": {"type": "host-local", "ranges": [[{"subnet": "10.99.0.0/24"}]], "routes": [{"dst": "0.0.0.0/0"}]}}
  ]
}
JSON
}

holds() { [ "$(find /etc/cni/net.d -name '*.conflist' | wc -l)" = 2 ] && [ -e /etc/cni/net.d/05-leftover.conflist ]; }

restore() { rm /etc/cni/net.d/05-leftover.conflist; }
