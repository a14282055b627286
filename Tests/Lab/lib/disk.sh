# shellcheck shell=bash
# A node's own disk: a sparse file with a file system of its own, so that what a node sees of free room is the node's and
# not this machine's. drydock judges the disk of the kubelet and of the runtime: on a machine that is nearly full every node
# would have a finding of its own.

# As large as a small node's disk; the file takes only what is written.
LAB_DISK_SIZE=24G

# disk_make HOME: the file, once; a node that boots again keeps it.
disk_make() {
    local file=$1/disk.ext4
    [ ! -e "$file" ] || return 0
    truncate -s "$LAB_DISK_SIZE" "$file.part"
    # No journal and no room kept for root: the disk goes with the node, and its free room is all of it.
    mkfs.ext4 -q -F -m 0 -O ^has_journal -E lazy_itable_init=1,nodiscard,root_owner=0:0 "$file.part"
    mv "$file.part" "$file"
}

# disk_mount HOME: in the node's mount namespace, so that it ends with the node, and the loop device with it. Holds the
# overlay's upper and work folders and the runtime's.
disk_mount() {
    mount -o loop,noatime "$1/disk.ext4" "$1/disk"
    mkdir -p "$1"/disk/{upper,work,containerd}
}
