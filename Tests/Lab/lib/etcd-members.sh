# shellcheck shell=bash
# On a node: two more etcd members beside its own, each on an address of its own, so that there is a quorum to lose.

# The node's own address: the one its API server advertises.
own_address() { sed -n 's/.*--advertise-address=//p' /etc/kubernetes/manifests/kube-apiserver.yaml; }

member_address() { echo "$(own_address | cut -d. -f1-3).$1"; }

etcdctl_here() {
    ETCDCTL_API=3 timeout 10 etcdctl --cacert "$PKI/etcd/ca.crt" --cert "$PKI/etcd/healthcheck-client.crt" \
        --key "$PKI/etcd/healthcheck-client.key" --endpoints "${ENDPOINTS:-https://127.0.0.1:2379}" "$@"
}

member_is_healthy() { ENDPOINTS=https://$1:2379 etcdctl_here endpoint health; }

# member_start LAST-OCTET CLUSTER: an etcd named etcd-<octet> as a transient unit, with a certificate of its own.
member_start() {
    local name=etcd-$1 address pki=$KEPT/etcd-$1
    address=$(member_address "$1")
    mkdir -p "$pki"
    pki_key "$pki/peer.key"
    # On one machine a member's connections come from the first address, and etcd compares that with the certificate.
    pki_sign "$PKI/etcd/ca" "$pki/peer.key" "$pki/peer.crt" "/CN=$name" serverAuth,clientAuth \
        "$(pki_etcd_names "$name" "$address"),IP:$(own_address)"
    systemd-run --quiet --unit="$name" --property=Restart=on-failure --property=RestartSec=1 \
        /usr/bin/etcd --name="$name" --data-dir="/var/lib/drydock-lab-$name" \
        --initial-cluster="$2" --initial-cluster-state=existing \
        --initial-advertise-peer-urls="https://$address:2380" --listen-peer-urls="https://$address:2380" \
        --advertise-client-urls="https://$address:2379" --listen-client-urls="https://$address:2379" \
        --cert-file="$pki/peer.crt" --key-file="$pki/peer.key" --client-cert-auth=true --trusted-ca-file="$PKI/etcd/ca.crt" \
        --peer-cert-file="$pki/peer.crt" --peer-key-file="$pki/peer.key" --peer-client-cert-auth=true \
        --peer-trusted-ca-file="$PKI/etcd/ca.crt"
}

# Two members more, one after the other, as etcd wants it.
members_join() {
    local octet cluster
    cluster="$(hostname)=https://$(own_address):2380"
    for octet in 111 112; do
        ip addr add "$(member_address "$octet")/24" dev host0
        cluster="$cluster,etcd-$octet=https://$(member_address "$octet"):2380"
        wait_until 15 etcdctl_here member add "etcd-$octet" --peer-urls="https://$(member_address "$octet"):2380" ||
            fail "etcd does not take member etcd-$octet"
        member_start "$octet" "$cluster"
        until_true 20 "member etcd-$octet" member_is_healthy "$(member_address "$octet")"
    done
}

member_id() { etcdctl_here member list | awk -F', ' -v name="$1" '$3 == name {print $1}'; }

member_is_removed() {
    local id
    id=$(member_id "$1")
    [ -z "$id" ] || etcdctl_here member remove "$id" >/dev/null
}

# The two go again and the node's own etcd stays alone, as it was.
members_leave() {
    local octet
    for octet in 112 111; do
        until_true 20 "removing member etcd-$octet" member_is_removed "etcd-$octet"
        systemctl stop "etcd-$octet.service" 2>/dev/null || true
        systemctl reset-failed "etcd-$octet.service" 2>/dev/null || true
        ip addr del "$(member_address "$octet")/24" dev host0 2>/dev/null || true
        rm -rf "/var/lib/drydock-lab-etcd-$octet"
    done
    # A running etcd goes on counting a member that left.
    systemctl restart etcd.service
    until_true 20 'etcd' etcd_is_healthy
}
