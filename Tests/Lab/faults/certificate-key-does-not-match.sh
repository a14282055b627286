# shellcheck shell=bash
# apiserver.key is another key than apiserver.crt was made for, as after half a renewal: nothing can serve with the
# two.
# shellcheck disable=SC2034 # Read by lab fault list.
RULE="certificate-key-does-not-match" REAL=yes ON="12 13 sid"

inject() {
    keep "$PKI/apiserver.key"
    pki_key "$PKI/apiserver.key"
    systemctl restart api-stand-in.service
    until_true 10 'the refused key' holds
}

holds() {
    not cmp --silent <(openssl x509 -in "$PKI/apiserver.crt" -noout -pubkey) <(openssl pkey -in "$PKI/apiserver.key" -pubout) && not api_answers
}

restore() {
    put_back "$PKI/apiserver.key"
    systemctl reset-failed api-stand-in.service 2>/dev/null || true
    systemctl restart api-stand-in.service
}
