# shellcheck shell=bash
# The kubelet's own serving certificate ran out two days ago. The stand-in signs a new one where there is none, as a
# kubelet does.
# shellcheck disable=SC2034 # Read by lab fault list and by FixTests.
RULE="kubelet-serving-certificate-has-expired" REAL=stand-in ON="12 13" FIX="long"

inject() {
    keep /var/lib/kubelet/pki/kubelet.crt /var/lib/kubelet/pki/kubelet.key
    pki_sign "$PKI/ca" /var/lib/kubelet/pki/kubelet.key /var/lib/kubelet/pki/kubelet.crt "/CN=$(hostname)@1" serverAuth "DNS:$(hostname)" '-367 days' '-2 days'
    restart_kubelet
    until_true 15 'the kubelet' listens 10250
}

holds() { not openssl x509 -in /var/lib/kubelet/pki/kubelet.crt -noout -checkend 0 >/dev/null; }

restore() {
    put_back /var/lib/kubelet/pki/kubelet.crt /var/lib/kubelet/pki/kubelet.key
    restart_kubelet
}
