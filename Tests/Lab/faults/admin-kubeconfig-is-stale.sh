# shellcheck shell=bash
# admin.conf is of an earlier cluster on this machine: its authority and its certificate are others than the
# cluster's.
# shellcheck disable=SC2034 # Read by lab fault list.
RULE="admin-kubeconfig-is-stale" REAL=yes ON="12 13 sid"

inject() {
    keep /etc/kubernetes/admin.conf
    mkdir -p "$KEPT/earlier"
    pki_authority "$KEPT/earlier/ca" kubernetes
    kubeconfig_for /etc/kubernetes/admin.conf "$KEPT/earlier" kubernetes-admin /O=kubeadm:cluster-admins/CN=kubernetes-admin "https://$(own_address):6443"
    holds || fail 'the authority is the same'
}

holds() {
    not cmp --silent "$PKI/ca.crt" <(sed -n 's/.*certificate-authority-data: //p' /etc/kubernetes/admin.conf | base64 -d)
}

restore() { put_back /etc/kubernetes/admin.conf; }
