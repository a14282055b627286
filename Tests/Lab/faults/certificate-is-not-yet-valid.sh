# shellcheck shell=bash
# The API server's certificate begins in two days, as when it was made by a machine whose clock was ahead.
# shellcheck disable=SC2034 # Read by lab fault list.
RULE="certificate-is-not-yet-valid" REAL=yes ON="12 13 sid"

inject() {
    keep "$PKI/apiserver.crt"
    pki_sign "$PKI/ca" "$PKI/apiserver.key" "$PKI/apiserver.crt" /CN=kube-apiserver serverAuth \
        "$(pki_apiserver_names "$(hostname)" "$(own_address)")" '+2 days' '+367 days'
    systemctl restart api-stand-in.service
    until_true 10 'the API stand-in' api_answers
}

holds() { grep -q 'not yet valid' <(openssl verify -CAfile "$PKI/ca.crt" "$PKI/apiserver.crt" 2>&1); }

restore() {
    put_back "$PKI/apiserver.crt"
    systemctl restart api-stand-in.service
}
