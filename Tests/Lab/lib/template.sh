# shellcheck shell=bash
# Templates: one root file system a Debian, made by mmdebstrap and kept under $LAB_DIR/templates.

# template_packages DEBIAN: what a node has beyond Debian's smallest set.
template_packages() {
    # Debian 13 also runs plans' Ansible projects on itself: another Debian's Ansible need not know its Python.
    [ "$1" != 13 ] || echo ansible-core
    echo systemd systemd-sysv dbus openssh-server ca-certificates curl \
        iproute2 iptables nftables conntrack ebtables ethtool socat iputils-ping \
        containerd runc containernetworking-plugins etcd-server etcd-client busybox-static \
        openssl procps kmod mount login python3 python3-apt
}

template_suite() {
    case $1 in
        12) echo bookworm ;;
        13) echo trixie ;;
        sid) echo sid ;;
        *) fail "Debian is 12, 13 or sid, not: $1" ;;
    esac
}

# The template's folder carries a checksum of what it is made from, so that a changed list makes a new one.
template_path() {
    local suite sum
    suite=$(template_suite "$1")
    sum=$({ template_packages "$1"; declare -f template_build template_settle image_archive image_layer image_manifest; } | cksum | cut -d' ' -f1)
    echo "$LAB_DIR/templates/$suite-$sum"
}

# The Debian mirror that this machine's own apt uses: the first deb822 stanza or sources.list line whose suite is no
# security suite. Nothing on a machine that has none: mmdebstrap then takes its own.
machine_mirror() {
    local files=() file
    for file in /etc/apt/sources.list.d/*.sources /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
        [ -f "$file" ] && files+=("$file")
    done
    [ ${#files[@]} -gt 0 ] || return 0
    [ -n "${DRYDOCK_LAB_MIRROR:-}" ] && { echo "$DRYDOCK_LAB_MIRROR"; return 0; }
    grep -qx 'ID=debian' /etc/os-release || return 0
    awk '
        FILENAME ~ /\.sources$/ && /^$/ { finish() }
        FNR == 1 { finish() }
        /^URIs:/ { uri = $2 }
        /^Suites:/ { suites = $0 }
        /^deb / { for (i = 2; i <= NF && $i !~ /:\/\//; i++); if (!found && $(i + 1) !~ /security/) found = $i }
        END { finish(); print found }
        function finish() { if (uri != "" && suites !~ /security/ && !found) found = uri; uri = suites = "" }
    ' "${files[@]}"
}

template_build() {
    local debian=$1 root=$2 mirror options=()
    mirror=$(machine_mirror)
    # sid as a mirror holds it may be past the date in its Release file.
    [ "$debian" = sid ] && options+=(--aptopt='Acquire::Check-Valid-Until "false"')
    mmdebstrap --quiet --mode=root --variant=minbase \
        --keyring=/usr/share/keyrings/debian-archive-keyring.gpg \
        --aptopt='APT::Install-Recommends "false"' \
        --dpkgopt=force-unsafe-io \
        --dpkgopt='path-exclude=/usr/share/man/*' \
        --dpkgopt='path-exclude=/usr/share/locale/*' \
        --dpkgopt='path-exclude=/usr/share/doc/*' \
        "${options[@]}" --include="$(template_packages "$debian" | tr ' \n' ',' | sed 's/,$//')" \
        "$(template_suite "$debian")" "$root" ${mirror:+"$mirror"}
}

# Nodes have no way out and no daily jobs; a node's own files are laid when it boots.
template_settle() {
    local root=$1 unit
    : >"$root/etc/apt/sources.list"
    rm -f "$root"/etc/apt/sources.list.d/* "$root/etc/hostname" "$root/etc/resolv.conf"
    : >"$root/etc/machine-id"
    for unit in apt-daily.timer apt-daily-upgrade.timer dpkg-db-backup.timer e2scrub_all.timer fstrim.timer \
        systemd-networkd-wait-online.service console-getty.service; do
        ln -sf /dev/null "$root/etc/systemd/system/$unit"
    done
    systemctl --root="$root" --quiet enable systemd-networkd.service
    systemctl --root="$root" --quiet disable etcd.service
    rm -rf "$root/var/lib/etcd"
    mkdir -p "$root/etc/systemd/journald.conf.d"
    printf '[Journal]\nStorage=persistent\nRateLimitIntervalSec=0\n' >"$root/etc/systemd/journald.conf.d/lab.conf"
    mkdir -p "$root/var/log/journal" "$root/usr/local/lib/drydock-lab"
    image_archive "$root" "$root/usr/local/lib/drydock-lab/images.tar"
}

# lab make: under a lock, into a folder beside, renamed at the end: a killed make leaves no half template.
lab_make() {
    local debian=${1:-} path started
    path=$(template_path "$debian")
    need_packages
    mkdir -p "$LAB_DIR/templates"
    exec 8>"$LAB_DIR/templates/.lock-$debian"
    flock 8
    if [ ! -d "$path" ]; then
        started=$(date +%s)
        rm -rf "$LAB_DIR/templates/.making-$debian"
        template_build "$debian" "$LAB_DIR/templates/.making-$debian" >&2 8>&-
        template_settle "$LAB_DIR/templates/.making-$debian"
        mv "$LAB_DIR/templates/.making-$debian" "$path"
        say "made Debian $debian in $(($(date +%s) - started)) s, $(du -sm "$path" | cut -f1) MB"
    fi
    exec 8>&-
    echo "$path"
}
