# shellcheck shell=bash
# root's shell is told a kubeconfig that is not there.
# shellcheck disable=SC2034 # Read by lab fault list and by FixTests.
RULE="kubeconfig-variable-points-nowhere" REAL=yes ON="12 13" FIX="long"

inject() {
    keep /root/.bashrc
    echo 'export KUBECONFIG=/etc/kubernetes/administrator.conf' >>/root/.bashrc
}

holds() { grep -q administrator.conf /root/.bashrc; }

restore() { put_back /root/.bashrc; }
