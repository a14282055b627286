# shellcheck shell=bash
# The peer certificate of the node's own etcd, one of three real members, is past its date: the others refuse it, and
# it sees no leader.
# shellcheck disable=SC2034 # Read by lab fault list.
RULE="etcd-peer-certificate-has-expired" REAL=yes ON="12 13 sid"

inject() {
    members_join
    keep "$PKI/etcd/peer.crt"
    pki_sign "$PKI/etcd/ca" "$PKI/etcd/peer.key" "$PKI/etcd/peer.crt" "/CN=$(hostname)" serverAuth,clientAuth \
        "$(pki_etcd_names "$(hostname)" "$(own_address)")" '-400 days' '-2 days'
    systemctl restart --no-block etcd.service
    until_true 20 "the other member's words" refused
    until_true 20 'etcd without a leader' holds
}

refused() { journalctl --quiet --no-pager --output=cat --unit=etcd-111.service --unit=etcd-112.service | grep -q 'certificate has expired'; }

holds() { not openssl x509 -in "$PKI/etcd/peer.crt" -noout -checkend 0 >/dev/null && not etcd_is_healthy; }

restore() {
    put_back "$PKI/etcd/peer.crt"
    systemctl restart --no-block etcd.service
    until_true 30 'etcd' etcd_is_healthy
    members_leave
}
