# shellcheck shell=bash
# Swap is off, and fstab turns it on at the next boot.
# shellcheck disable=SC2034 # Read by lab fault list and by FixTests.
RULE="swap-comes-back-at-boot" REAL=yes ON="12 13" FIX="long"

inject() {
    keep /etc/fstab
    echo '/dev/lab/swap none swap sw 0 0' >>/etc/fstab
}

holds() { grep -q '^/dev/lab/swap' /etc/fstab; }

restore() {
    put_back /etc/fstab
    restart_kubelet
}
