# shellcheck shell=bash
# Faults: one file each in faults/, with inject, holds and restore, run on a node by lib/on-node.sh.

FAULTS_ON_NODE=/usr/local/lib/drydock-lab/faults

lab_fault() {
    if [ "${1:-}" = list ]; then
        fault_list
        return
    fi
    local node=${1:-} verb=${2:-} name=${3:-} file=$LAB_SOURCE/faults/${3:-}.sh
    case $verb in
        settle | forget) ;;
        inject | holds | restore)
            if ! [[ $name =~ ^[a-z0-9-]+$ ]] || ! [ -f "$file" ]; then
                fail "no fault is called $name; lab fault list shows them"
            fi
            ;;
        *) fail "a fault is injected, holds or is restored, not: $verb" ;;
    esac
    fault_push "$node"
    lab_run "$node" bash "$FAULTS_ON_NODE/on-node.sh" "$verb" "$name"
}

# lab pods NODE CRI-RUN: lays the runtime's caller on the node and, where the node can run containers, makes the control
# plane's stand-ins with it. sid's nodes have no cgroup controllers, so that runc starts nothing there.
lab_pods() {
    local node=${1:-} program=${2:?which cri-run?}
    lab_push "$node" "$program" /usr/local/lib/drydock-lab/cri-run
    [ "$(cat "$(node_home "$node")/debian")" != sid ] || return 0
    fault_push "$node"
    lab_run "$node" bash "$FAULTS_ON_NODE/on-node.sh" static_pods
}

fault_push() {
    local leader
    leader=$(leader_of "$1")
    # shellcheck disable=SC2016 # These words are for the node's shell.
    tar -C "$LAB_SOURCE" --owner=0 --group=0 --transform='s,^[a-z]*/,,' -cf - lib/words.sh lib/pki.sh lib/on-node.sh lib/etcd-members.sh lib/pod.sh lib/containers.sh faults |
        node_enter "$leader" bash -c 'mkdir -p "$1" && tar -C "$1" -xf -' push "$FAULTS_ON_NODE"
}

# One fault a line: name, rules, real or stand-in, Debians, tab-separated.
fault_list() {
    local file
    for file in "$LAB_SOURCE"/faults/*.sh; do
        # shellcheck disable=SC1090 # Every fault in turn; each is checked as a file of its own.
        (source "$file" && printf '%s\t%s\t%s\t%s\n' "$(basename "$file" .sh)" "$RULE" "$REAL" "$ON")
    done
}
