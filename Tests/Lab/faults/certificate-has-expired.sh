# shellcheck shell=bash
# The API server's certificate is past its date, and is what port 6443 shows.
# shellcheck disable=SC2034 # Read by lab fault list.
RULE="certificate-has-expired" REAL=yes ON="12 13 sid"

inject() {
    keep "$PKI/apiserver.crt"
    pki_sign "$PKI/ca" "$PKI/apiserver.key" "$PKI/apiserver.crt" /CN=kube-apiserver serverAuth \
        "$(pki_apiserver_names "$(hostname)" "$(own_address)")" '-367 days' '-2 days'
    systemctl restart api-stand-in.service
    until_true 10 'the API stand-in' api_answers
}

holds() { not openssl x509 -in "$PKI/apiserver.crt" -noout -checkend 0 >/dev/null; }

restore() {
    put_back "$PKI/apiserver.crt"
    systemctl restart api-stand-in.service
}
