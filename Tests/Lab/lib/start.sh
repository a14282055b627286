#!/usr/bin/env bash
# Runs in a mount namespace of its own: lays the node's files over the template and becomes systemd-nspawn.
set -euo pipefail
LAB_SOURCE=$1 home=$2 template=$3 network=$4
name=$(basename "$home")

# shellcheck source-path=SCRIPTDIR source=cgroups.sh
source "$LAB_SOURCE/lib/cgroups.sh"
cgroup_enter "$home"

# shellcheck source-path=SCRIPTDIR source=disk.sh
source "$LAB_SOURCE/lib/disk.sh"
disk_make "$home"
disk_mount "$home"
mount -t overlay overlay -o "lowerdir=$template,upperdir=$home/disk/upper,workdir=$home/disk/work" "$home/root"
# A node that boots again keeps what it has.
if [ ! -e "$home/laid" ]; then
    # shellcheck source-path=SCRIPTDIR source=node.sh
    source "$LAB_SOURCE/lib/node.sh"
    lay_node "$home/root" "$name" "$(cat "$home/address")" "$(cat "$home/debian")" "$(cat "$home/role")" "$(cat "$home/bare")" "$(dirname "$home")/pki"
    : >"$home/laid"
fi

# systemd 262 (sid) refuses a machine with cgroup v1, as machines of Debian 12 and 13 do not.
[ "$(cat "$home/debian")" = sid ] && export SYSTEMD_NSPAWN_UNIFIED_HIERARCHY=1
# containerd's layers cannot lie on an overlay, so its folder is a real one. Never CAP_SYS_TIME: the clock is the
# machine's. No CAP_SYS_MODULE: no modules here, and systemd-modules-load would count as failed.
exec nsenter --net="/proc/$network/ns/net" systemd-nspawn --quiet --directory="$home/root" --boot \
    --register=no --keep-unit --settings=no --machine="$name" --hostname="$name" \
    --network-bridge=lab0 --resolv-conf=off --timezone=off --link-journal=no \
    --bind="$home/disk/containerd:/var/lib/containerd" \
    --capability=all --drop-capability=CAP_SYS_TIME,CAP_SYS_MODULE --system-call-filter='@keyring bpf'
