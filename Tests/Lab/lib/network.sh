# shellcheck shell=bash
# A lab's network: a namespace of its own, held by one sleeping process, with one bridge and no way out. Labs can
# therefore use the same addresses at the same time.

LAB_PREFIX=10.77.0
LAB_BRIDGE=lab0

lab_home() { echo "$LAB_DIR/labs/$LAB_ID"; }

network_pid() { cat "$(lab_home)/network.pid" 2>/dev/null; }

network_has_begun() { [ "$(readlink "/proc/$1/ns/net" 2>/dev/null)" != "$(readlink /proc/self/ns/net)" ]; }

network_up() {
    local pid
    ! alive "$(network_pid)" || return 0
    setsid unshare --net sleep infinity </dev/null >/dev/null 2>&1 &
    pid=$!
    echo "$pid" >"$(lab_home)/network.pid"
    wait_until 5 network_has_begun "$pid" || fail "no network namespace after 5 s"
    nsenter --net="/proc/$pid/ns/net" ip link set lo up
    nsenter --net="/proc/$pid/ns/net" ip link add "$LAB_BRIDGE" type bridge
    nsenter --net="/proc/$pid/ns/net" ip addr add "$LAB_PREFIX.1/24" dev "$LAB_BRIDGE"
    nsenter --net="/proc/$pid/ns/net" ip link set "$LAB_BRIDGE" up
    watch_owner
}

# A lab named p<pid>, with letters after it or not, is removed as soon as that process is gone, however it went.
watch_owner() {
    [[ $LAB_ID =~ ^p([0-9]+)[a-z]*$ ]] || return 0
    # shellcheck disable=SC2016 # These words are for the watching shell, which gets its values as arguments.
    DRYDOCK_LAB_ID=$LAB_ID DRYDOCK_LAB_DIR=$LAB_DIR setsid bash -c 'tail --pid="$1" -f /dev/null; exec "$2" clean' \
        lab-watch "${BASH_REMATCH[1]}" "$LAB_SOURCE/lab" </dev/null >/dev/null 2>&1 &
    echo $! >"$(lab_home)/watch.pid"
}

# lab net COMMAND…: a command of this machine in the lab's network, for instance Ansible on its way to the nodes.
lab_net() {
    alive "$(network_pid)" || fail "lab $LAB_ID has no network yet; it comes with the first node"
    [ $# -gt 0 ] || fail "run what?"
    exec nsenter --net="/proc/$(network_pid)/ns/net" -- "$@"
}

network_down() {
    local pid watch
    watch=$(cat "$(lab_home)/watch.pid" 2>/dev/null || true)
    # The watcher may be the one that cleans.
    [ -z "$watch" ] || [ "$watch" = $$ ] || kill -- "-$watch" 2>/dev/null || true
    pid=$(network_pid)
    [ -n "$pid" ] || return 0
    kill "$pid" 2>/dev/null || true
    rm -f "$(lab_home)/network.pid"
}
