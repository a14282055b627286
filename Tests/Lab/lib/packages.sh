# shellcheck shell=bash
# The Debian packages that the lab itself needs on this machine, installed when a command is missing.

need_packages() {
    local pair missing=()
    for pair in mmdebstrap:mmdebstrap systemd-nspawn:systemd-container ip:iproute2 nsenter:util-linux openssl:openssl tar:tar mkfs.ext4:e2fsprogs gpg:gpg gpg-agent:gpg-agent; do
        command -v "${pair%%:*}" >/dev/null || missing+=("${pair#*:}")
    done
    # The archive's keys are no command; without them nothing on another distribution can be checked.
    [ -e /usr/share/keyrings/debian-archive-keyring.gpg ] || missing+=(debian-archive-keyring)
    [ ${#missing[@]} -gt 0 ] || return 0
    say "installing ${missing[*]}"
    export DEBIAN_FRONTEND=noninteractive
    apt-get -o DPkg::Lock::Timeout=300 -qq update
    apt-get -o DPkg::Lock::Timeout=300 -qq install -y --no-install-recommends "${missing[@]}" >/dev/null
}
