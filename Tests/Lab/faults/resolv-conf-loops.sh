# shellcheck shell=bash
# Pods get a resolv.conf that names a server on their own loopback, so CoreDNS asks itself. The file is real;
# CoreDNS's line is not, since no CoreDNS runs here.
# shellcheck disable=SC2034 # Read by lab fault list.
RULE="resolv-conf-loops" REAL=stand-in ON="12 13 sid"

COREDNS=/var/log/pods/kube-system_coredns-7d764666f9-lab00_5a1c9a3e-0b7e-4c51-9a53-6b0c9f6a7d11/coredns

inject() {
    keep /etc/resolv.conf
    echo 'nameserver 127.0.0.53' >/etc/resolv.conf
    mkdir -p "$COREDNS"
    printf '%s stderr F [FATAL] plugin/loop: Loop (127.0.0.1:53217 -> :53) detected for zone ".", see https://coredns.io/plugins/loop#troubleshooting. Query: "HINFO 4547991504243258144.3688648895315093531."\n' \
        "$(date -u +%Y-%m-%dT%H:%M:%S.%NZ)" >"$COREDNS/0.log"
}

holds() { grep -qx 'nameserver 127.0.0.53' /etc/resolv.conf && not grep -q '^resolvConf:' /var/lib/kubelet/config.yaml; }

restore() {
    put_back /etc/resolv.conf
    rm -r "$(dirname "$COREDNS")"
}
