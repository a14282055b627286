# shellcheck shell=bash
# A node: the template under an overlay, booted by systemd-nspawn in the lab's network.

node_home() {
    [[ ${1:-} =~ ^[a-z][a-z0-9-]{0,30}$ ]] || fail "a node's name is lower case letters, digits and dashes, not: ${1:-}"
    echo "$(lab_home)/$1"
}

# The node's PID 1 as this machine sees it: what nspawn started last.
node_leader() {
    local nspawn
    nspawn=$(cat "$1/nspawn.pid" 2>/dev/null) || return 1
    awk 'NR == 1 {print $1}' "/proc/$nspawn/task/$nspawn/children" 2>/dev/null | grep .
}

lab_boot() {
    local name=${1:-} debian='' address='' role=control-plane bare=no home template
    home=$(node_home "$name")
    shift
    while [ $# -gt 0 ]; do
        case $1 in
            --from) debian=${2:?}; shift 2 ;;
            --address) address=${2:?}; shift 2 ;;
            --role) role=${2:?}; shift 2 ;;
            --bare) bare=yes; shift ;;
            *) fail "boot does not know $1" ;;
        esac
    done
    [ -n "$debian" ] || fail "boot needs --from 12, 13 or sid"
    [ -d "$home" ] && fail "$name is there already; lab stop $name removes it"
    template=$(lab_make "$debian")
    lab_locked node_prepare "$home" "$debian" "$address" "$role" "$bare"
    echo "$template" >"$home/template"
    machine_comes_up "$home"
}

machine_comes_up() {
    local home=$1 name
    name=$(basename "$home")
    machine_start "$home" "$(cat "$home/template")"
    wait_until 60 machine_is_up_or_gone "$home" || true
    if ! machine_is_up "$home"; then
        tail -20 "$home/console.log" >&2
        fail "$name did not come up"
    fi
    say "$name is up: Debian $(cat "$home/debian"), $(cat "$home/address")"
}

# A node shuts down in order, or at once with --hard, as when the power goes, and boots again with the files it had.
lab_reboot() {
    local home nspawn leader
    home=$(node_home "${1:-}")
    leader=$(leader_of "$1")
    nspawn=$(cat "$home/nspawn.pid")
    case ${2:-} in
        '') node_enter "$leader" systemctl reboot ;;
        --hard) kill -KILL "$leader" ;;
        *) fail "reboot does not know $2" ;;
    esac
    wait_until 60 gone "$nspawn" || fail "$1 does not go down"
    machine_comes_up "$home"
}

# What several boots at a time would do at once: one after the other.
lab_locked() {
    mkdir -p "$(lab_home)"
    exec 7>"$(lab_home)/.lock"
    flock 7
    "$@" 7>&-
    exec 7>&-
}

node_prepare() {
    local home=$1 debian=$2 address=$3 role=$4 bare=$5
    network_up
    mkdir -p "$home"/{disk,root}
    echo "${address:-$(free_address)}" >"$home/address"
    echo "$role" >"$home/role"
    echo "$bare" >"$home/bare"
    echo "$debian" >"$home/debian"
    if [ "$bare" = no ]; then cluster_pki; fi
}

# The lab's nodes are one cluster: they share its authorities.
cluster_pki() {
    local pki
    pki=$(lab_home)/pki
    [ ! -d "$pki" ] || return 0
    rm -rf "$pki.part"
    pki_authorities "$pki.part"
    mv "$pki.part" "$pki"
}

free_address() {
    local last=11
    while grep -qsx "$LAB_PREFIX.$last" "$(lab_home)"/*/address; do last=$((last + 1)); done
    echo "$LAB_PREFIX.$last"
}

# The mounts are made in a mount namespace of the node's own: they end with it, and no other process sees them.
machine_start() {
    local home=$1 template=$2
    setsid unshare --mount --propagation private bash "$LAB_SOURCE/lib/start.sh" \
        "$LAB_SOURCE" "$home" "$template" "$(network_pid)" </dev/null >"$home/console.log" 2>&1 &
    echo $! >"$home/nspawn.pid"
}

machine_is_up_or_gone() { machine_is_up "$1" || gone "$(cat "$1/nspawn.pid")"; }

machine_is_up() {
    local leader
    leader=$(node_leader "$1") || return 1
    [ "$(cat "/proc/$leader/comm" 2>/dev/null)" = systemd ] || return 1
    case $(node_enter "$leader" systemctl is-system-running 2>/dev/null) in running | degraded) ;; *) return 1 ;; esac
}

node_enter() (
    leader=$1
    shift
    cgroup_join "$leader"
    exec nsenter --target "$leader" --mount --uts --ipc --net --pid --cgroup --root --wd -- \
        env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 TERM="${TERM:-dumb}" "$@"
)

leader_of() {
    local home leader
    home=$(node_home "${1:-}")
    leader=$(node_leader "$home") || fail "no node $1 is running in lab $LAB_ID"
    echo "$leader"
}

lab_run() {
    local leader
    leader=$(leader_of "${1:-}")
    shift
    [ $# -gt 0 ] || fail "run what?"
    node_enter "$leader" "$@"
}

# Copies keep modes and become root's: what a node holds belongs to root, whoever owns the work tree.
lab_push() {
    local leader
    leader=$(leader_of "${1:-}")
    [ -e "${2:-}" ] || fail "no such file: ${2:-}"
    # shellcheck disable=SC2016 # These words are for the node's shell, which gets the names as arguments.
    tar -C "$(dirname "$2")" --owner=0 --group=0 -cf - "$(basename "$2")" |
        node_enter "$leader" bash -c '
            set -e; part=$(mktemp -d "$(dirname "$2")/.lab-push-XXXXXX"); tar -C "$part" --no-same-owner -xf -
            rm -rf "$2"; mv -T "$part/$1" "$2"; rmdir "$part"' push "$(basename "$2")" "${3:?where to?}"
}

lab_pull() {
    local leader part
    leader=$(leader_of "${1:-}")
    part=$(mktemp -d "$(dirname "${3:?where to?}")/.lab-pull-XXXXXX")
    node_enter "$leader" tar -C "$(dirname "${2:?what?}")" -cf - "$(basename "$2")" | tar -C "$part" --no-same-owner -xf -
    mv -T "$part/$(basename "$2")" "$3"
    rmdir "$part"
}

lab_stop() {
    local home nspawn leader
    home=$(node_home "${1:-}")
    [ -d "$home" ] || fail "no node $1 in lab $LAB_ID"
    nspawn=$(cat "$home/nspawn.pid" 2>/dev/null || true)
    # Killing PID 1 of a PID namespace ends every process in it at once.
    leader=$(node_leader "$home" || true)
    [ -z "$leader" ] || kill -KILL "$leader" 2>/dev/null || true
    if [ -n "$nspawn" ] && ! wait_until 5 gone "$nspawn"; then
        kill -KILL "$nspawn" 2>/dev/null || true
        wait_until 5 gone "$nspawn" || fail "process $nspawn of node $1 does not end"
    fi
    cgroup_remove "$home"
    rm -rf "$home"
}

lab_list() {
    local home state
    for home in "$(lab_home)"/*/; do
        [ -f "$home/debian" ] || continue
        state=stopped
        node_leader "$home" >/dev/null && state=running
        printf '%s\t%s\t%s\t%s\t%s\n' "$(basename "$home")" "$(cat "$home/debian")" "$(cat "$home/address")" "$(cat "$home/role")" "$state"
    done
}

lab_clean() {
    case ${1:-} in
        '') clean_lab ;;
        --stale) clean_stale ;;
        --templates) clean_templates ;;
        *) fail "clean does not know $1" ;;
    esac
}

clean_lab() {
    local home
    for home in "$(lab_home)"/*/; do
        [ -f "$home/debian" ] && lab_stop "$(basename "$home")"
    done
    network_down
    rm -rf "$(lab_home)"
}

# Templates stay until somebody asks: another work tree may be made from an older list.
clean_templates() {
    local template
    for template in "$LAB_DIR"/templates/*-*; do
        [ -d "$template" ] || continue
        grep -qsx "$template" "$LAB_DIR"/labs/*/*/template || rm -rf "$template"
    done
}

clean_stale() {
    local lab name
    for lab in "$LAB_DIR"/labs/p*/; do
        name=$(basename "$lab")
        [[ $name =~ ^p([0-9]+)[a-z]*$ ]] || continue
        alive "${BASH_REMATCH[1]}" && continue
        # The lab's own end may be at work on the same folders: what one of the two misses is then taken by the other.
        DRYDOCK_LAB_ID=$name "$LAB_SOURCE/lab" clean 2>/dev/null && continue
        wait_until 20 test ! -d "$lab" || DRYDOCK_LAB_ID=$name "$LAB_SOURCE/lab" clean ||
            fail "lab $name, whose owner is gone, cannot be taken away"
    done
}
