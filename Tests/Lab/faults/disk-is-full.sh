# shellcheck shell=bash
# The file system of /var/lib/kubelet has no byte left. It is a small one of its own, so that nothing else suffers.
# shellcheck disable=SC2034 # Read by lab fault list.
RULE="disk-is-full" REAL=yes ON="12 13 sid"

inject() {
    mkdir -p "$KEPT/kubelet"
    cp -a /var/lib/kubelet/. "$KEPT/kubelet/"
    mount -t tmpfs -o size=16m,mode=755 tmpfs /var/lib/kubelet
    cp -a "$KEPT/kubelet/." /var/lib/kubelet/
    dd if=/dev/zero of=/var/lib/kubelet/filled bs=64k 2>/dev/null || true
    holds || fail 'the file system is not full'
}

holds() { [ "$(findmnt -no FSTYPE /var/lib/kubelet)" = tmpfs ] && [ "$(df --output=avail /var/lib/kubelet | tail -1)" -eq 0 ]; }

restore() { umount /var/lib/kubelet; }
