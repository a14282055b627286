# shellcheck shell=bash
# The machine has another name than its certificate says. The name is really changed; the API server's refusal is
# recorded.
# shellcheck disable=SC2034 # Read by lab fault list.
RULE="node-was-renamed" REAL=stand-in ON="12 13 sid" FIX="short"

inject() {
    keep /etc/hostname
    echo renamed >/etc/hostname
    hostname renamed
    restart_kubelet
    until_true 15 "the kubelet's line" logged kubelet.service 'can only access node lease with the same name as the requesting node'
}

holds() {
    [ "$(hostname)" = renamed ] && not grep -q 'renamed$' <(openssl x509 -in /var/lib/kubelet/pki/kubelet-client-current.pem -noout -subject)
}

restore() {
    put_back /etc/hostname
    hostname "$(cat /etc/hostname)"
    restart_kubelet
}
