# shellcheck shell=bash
# The kubelet tells its pods no domain of the cluster.
# shellcheck disable=SC2034 # Read by lab fault list and by FixTests.
RULE="kubelet-gives-no-cluster-domain" REAL=yes ON="12 13" FIX="long" SET="domain=cluster.local"

inject() {
    keep /var/lib/kubelet/config.yaml
    sed -i '/^clusterDomain:/d' /var/lib/kubelet/config.yaml
    restart_kubelet
    until_true 15 'the kubelet' listens 10250
}

holds() { not grep -q '^clusterDomain' /var/lib/kubelet/config.yaml; }

restore() {
    put_back /var/lib/kubelet/config.yaml
    restart_kubelet
}
