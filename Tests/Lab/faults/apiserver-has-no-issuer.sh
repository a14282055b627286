# shellcheck shell=bash
# The API server's manifest names no issuer of service account tokens.
# shellcheck disable=SC2034 # Read by lab fault list and by FixTests.
RULE="apiserver-has-no-issuer" REAL=stand-in ON="12 13" FIX="long"

inject() {
    keep /etc/kubernetes/manifests/kube-apiserver.yaml
    sed -i '/--service-account-issuer=/d' /etc/kubernetes/manifests/kube-apiserver.yaml
    holds || fail 'the manifest is as it was'
}

holds() { not grep -q -- --service-account-issuer= /etc/kubernetes/manifests/kube-apiserver.yaml; }

restore() { put_back /etc/kubernetes/manifests/kube-apiserver.yaml; }
