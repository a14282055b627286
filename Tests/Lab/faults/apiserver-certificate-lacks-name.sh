# shellcheck shell=bash
# The API server's certificate does not name the address at which it is reached, as after the machine got another one.
# shellcheck disable=SC2034 # Read by lab fault list.
RULE="apiserver-certificate-lacks-name" REAL=yes ON="12 13 sid"

inject() {
    keep "$PKI/apiserver.crt"
    pki_sign "$PKI/ca" "$PKI/apiserver.key" "$PKI/apiserver.crt" /CN=kube-apiserver serverAuth \
        "$(pki_apiserver_names "$(hostname)" 192.0.2.10)"
    systemctl restart api-stand-in.service
    until_true 10 'the refused name' holds
}

# Checked as a client does, against the address of the kubeconfigs.
holds() {
    local status=0
    api_answers || return 1
    curl --silent --max-time 2 --output /dev/null --cacert "$PKI/ca.crt" "https://$(own_address):6443/livez" || status=$?
    [ "$status" = 60 ]
}

restore() {
    put_back "$PKI/apiserver.crt"
    systemctl restart api-stand-in.service
}
