# shellcheck shell=bash
# The kubelet tells its pods no name server of the cluster.
# shellcheck disable=SC2034 # Read by lab fault list and by FixTests.
RULE="kubelet-gives-no-cluster-dns" REAL=yes ON="12 13" FIX="long" SET="address=10.96.0.10"

inject() {
    keep /var/lib/kubelet/config.yaml
    sed -i '/^clusterDNS:/d; /^- 10.96.0.10$/d' /var/lib/kubelet/config.yaml
    restart_kubelet
    until_true 15 'the kubelet' listens 10250
}

holds() { not grep -q '^clusterDNS' /var/lib/kubelet/config.yaml; }

restore() {
    put_back /var/lib/kubelet/config.yaml
    restart_kubelet
}
