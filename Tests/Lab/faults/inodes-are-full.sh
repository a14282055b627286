# shellcheck shell=bash
# The file system of /var/lib/kubelet has bytes but no inode left. It is a small one of its own, so that nothing else
# suffers.
# shellcheck disable=SC2034 # Read by lab fault list.
RULE="inodes-are-full" REAL=yes ON="12 13 sid"

inject() {
    local number
    mkdir -p "$KEPT/kubelet"
    cp -a /var/lib/kubelet/. "$KEPT/kubelet/"
    mount -t tmpfs -o size=64m,nr_inodes=512,mode=755 tmpfs /var/lib/kubelet
    cp -a "$KEPT/kubelet/." /var/lib/kubelet/
    mkdir /var/lib/kubelet/filled
    for ((number = 0; number < 600; number++)); do
        : >"/var/lib/kubelet/filled/$number" || break
    done 2>/dev/null
    holds || fail 'there are inodes left'
}

holds() { [ "$(findmnt -no FSTYPE /var/lib/kubelet)" = tmpfs ] && [ "$(df --output=iavail /var/lib/kubelet | tail -1)" -eq 0 ]; }

restore() { umount /var/lib/kubelet; }
