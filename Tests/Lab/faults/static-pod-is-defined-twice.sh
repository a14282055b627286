# shellcheck shell=bash
# A copy of the scheduler's manifest lies beside it and defines the same pod.
# shellcheck disable=SC2034 # Read by lab fault list and by FixTests.
RULE="static-pod-is-defined-twice" REAL=yes ON="12 13" FIX="long stays"

inject() {
    cp /etc/kubernetes/manifests/kube-scheduler.yaml /etc/kubernetes/manifests/kube-scheduler-old.yaml
    touch -d '10 minutes ago' /etc/kubernetes/manifests/kube-scheduler-old.yaml
}

holds() { [ "$(grep -l '^  name: kube-scheduler$' /etc/kubernetes/manifests/* | wc -l)" = 2 ]; }

restore() {
    rm -f /etc/kubernetes/manifests/kube-scheduler-old.yaml
    rm -rf /etc/kubernetes/copies
}
