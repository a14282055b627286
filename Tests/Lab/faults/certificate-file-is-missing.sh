# shellcheck shell=bash
# A flag of the API server names a certificate that is not there, while the one with kubeadm's name is.
# shellcheck disable=SC2034 # Read by lab fault list and by FixTests.
RULE="certificate-file-is-missing" REAL=stand-in ON="12 13" FIX="long"

inject() {
    keep /etc/kubernetes/manifests/kube-apiserver.yaml
    sed -i 's,--tls-cert-file=.*,--tls-cert-file=/etc/kubernetes/pki/apiservr.crt,' /etc/kubernetes/manifests/kube-apiserver.yaml
    holds || fail 'the manifest is as it was'
}

holds() { grep -q apiservr.crt /etc/kubernetes/manifests/kube-apiserver.yaml; }

restore() { put_back /etc/kubernetes/manifests/kube-apiserver.yaml; }
