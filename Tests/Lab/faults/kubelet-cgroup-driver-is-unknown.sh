# shellcheck shell=bash
# The cgroup driver is misspelt.
# shellcheck disable=SC2034 # Read by lab fault list and by FixTests.
RULE="kubelet-cgroup-driver-is-unknown" REAL=yes ON="12 13" FIX="long"

inject() {
    keep /var/lib/kubelet/config.yaml
    sed -i 's/^cgroupDriver: .*/cgroupDriver: sytemd/' /var/lib/kubelet/config.yaml
    restart_kubelet
    until_true 15 'the kubelet' listens 10250
}

holds() { grep -q '^cgroupDriver: sytemd$' /var/lib/kubelet/config.yaml; }

restore() {
    put_back /var/lib/kubelet/config.yaml
    restart_kubelet
}
