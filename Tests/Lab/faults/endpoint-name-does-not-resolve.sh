# shellcheck shell=bash
# The cluster's endpoint is a name that nothing resolves any more; the API server's certificate has it.
# shellcheck disable=SC2034 # Read by lab fault list and by FixTests.
RULE="kubeconfig-names-unknown-host endpoint-name-does-not-resolve" REAL=yes ON="12 13" FIX="long" SET="address=@ADDRESS@"

CONFIGS=(kubelet.conf admin.conf controller-manager.conf scheduler.conf)

inject() {
    local config
    keep "${CONFIGS[@]/#//etc/kubernetes/}" /etc/hosts "$PKI/apiserver.crt"
    pki_sign "$PKI/ca" "$PKI/apiserver.key" "$PKI/apiserver.crt" /CN=kube-apiserver serverAuth \
        "$(pki_apiserver_names "$(hostname)" "$(own_address)"),DNS:api.lab.test"
    systemctl restart api-stand-in.service
    for config in "${CONFIGS[@]}"; do
        sed -i 's,^\( *server: https://\).*:6443$,\1api.lab.test:6443,' "/etc/kubernetes/$config"
    done
    holds || fail 'the name resolves'
    restart_kubelet
}

holds() { grep -q api.lab.test /etc/kubernetes/kubelet.conf && not getent hosts api.lab.test >/dev/null; }

restore() {
    put_back "${CONFIGS[@]/#//etc/kubernetes/}" /etc/hosts "$PKI/apiserver.crt"
    systemctl restart api-stand-in.service
    restart_kubelet
}
