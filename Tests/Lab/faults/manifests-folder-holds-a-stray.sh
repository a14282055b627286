# shellcheck shell=bash
# An editor's copy of a manifest lies among the manifests; the kubelet reads it as well.
# shellcheck disable=SC2034 # Read by lab fault list and by FixTests.
RULE="manifests-folder-holds-a-stray" REAL=yes ON="12 13" FIX="long stays"

inject() {
    printf 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: [broken\n' >/etc/kubernetes/manifests/etcd-old.yaml
    touch -d '10 minutes ago' /etc/kubernetes/manifests/etcd-old.yaml
}

holds() { [ -e /etc/kubernetes/manifests/etcd-old.yaml ]; }

restore() {
    rm -f /etc/kubernetes/manifests/etcd-old.yaml
    rm -rf /etc/kubernetes/copies
}
