# shellcheck shell=bash
# A field stands twice in the kubelet's configuration.
# shellcheck disable=SC2034 # Read by lab fault list and by FixTests.
RULE="kubelet-config-has-duplicate-field" REAL=yes ON="12 13" FIX="long stays"

inject() {
    keep /var/lib/kubelet/config.yaml
    printf 'maxPods: 50\nmaxPods: 110\n' >>/var/lib/kubelet/config.yaml
    restart_kubelet
    until_true 15 'the kubelet' listens 10250
}

holds() { [ "$(grep -c '^maxPods' /var/lib/kubelet/config.yaml)" = 2 ]; }

restore() {
    put_back /var/lib/kubelet/config.yaml
    restart_kubelet
}
