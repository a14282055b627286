# shellcheck shell=bash
lay_node() {
    local root=$1 name=$2 address=$3
    printf '%s\n' "$name" >"$root/etc/hostname"
    mkdir -p "$root/etc/systemd/network"
    printf '[Match]\nName=host0\n\n[Network]\nAddress=%s/24\nGateway=%s.1\n' "$address" "${address%.*}" >"$root/etc/systemd/network/10-lab.network"
}
