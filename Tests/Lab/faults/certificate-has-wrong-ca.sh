# shellcheck shell=bash
# The API server's client certificate for etcd is signed by the cluster's authority instead of etcd's. etcd really
# refuses it.
# shellcheck disable=SC2034 # Read by lab fault list.
RULE="certificate-has-wrong-ca" REAL=yes ON="12 13 sid"

inject() {
    keep "$PKI/apiserver-etcd-client.crt"
    pki_sign "$PKI/ca" "$PKI/apiserver-etcd-client.key" "$PKI/apiserver-etcd-client.crt" /CN=kube-apiserver-etcd-client clientAuth ''
    holds || fail 'etcd takes the certificate'
}

holds() {
    not openssl verify -CAfile "$PKI/etcd/ca.crt" "$PKI/apiserver-etcd-client.crt" >/dev/null 2>&1 &&
        not curl --silent --fail --max-time 2 --output /dev/null --cacert "$PKI/etcd/ca.crt" --cert "$PKI/apiserver-etcd-client.crt" \
            --key "$PKI/apiserver-etcd-client.key" https://127.0.0.1:2379/health
}

restore() { put_back "$PKI/apiserver-etcd-client.crt"; }
