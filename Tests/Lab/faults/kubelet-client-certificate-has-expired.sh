# shellcheck shell=bash
# The kubelet's client certificate is past its date and no bootstrap kubeconfig is there. The certificate is real,
# the kubelet's words are recorded.
# shellcheck disable=SC2034 # Read by lab fault list.
RULE="kubelet-client-certificate-has-expired" REAL=stand-in ON="12 13 sid"

CURRENT=/var/lib/kubelet/pki/kubelet-client-current.pem

inject() {
    local file part
    file=$(readlink -f "$CURRENT")
    keep "$file"
    part=$(mktemp -d)
    openssl pkey -in "$file" -out "$part/key"
    pki_sign "$PKI/ca" "$part/key" "$part/crt" "/O=system:nodes/CN=system:node:$(hostname)" clientAuth '' '-367 days' '-2 days'
    cat "$part/crt" "$part/key" >"$file"
    rm -r "$part"
    restart_kubelet
    until_true 15 "the kubelet's line" logged kubelet.service 'unable to load bootstrap kubeconfig'
}

holds() { not openssl x509 -in "$CURRENT" -noout -checkend 0 >/dev/null && not is_active kubelet.service; }

restore() {
    put_back "$(readlink -f "$CURRENT")"
    restart_kubelet
}
