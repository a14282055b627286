#!/usr/bin/env bash
# Runs on a node: one verb of one fault, or a verb for the node itself. What a fault changes is kept first, under $KEPT.
#   on-node.sh inject|holds|restore FAULT    on-node.sh settle|forget|static_pods
set -euo pipefail

FAULTS=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source-path=SCRIPTDIR source=words.sh
source "$FAULTS/words.sh"
# shellcheck source-path=SCRIPTDIR source=pki.sh
source "$FAULTS/pki.sh"
# shellcheck source-path=SCRIPTDIR source=etcd-members.sh
source "$FAULTS/etcd-members.sh"
# shellcheck source-path=SCRIPTDIR source=pod.sh
source "$FAULTS/pod.sh"
# shellcheck source-path=SCRIPTDIR source=containers.sh
source "$FAULTS/containers.sh"

PKI=/etc/kubernetes/pki
KEPT=/var/lib/drydock-lab/${2:-none}

# keep FILE…: copies what a fault is about to change, with modes and times, once.
keep() {
    local file
    for file in "$@"; do
        [ -e "$KEPT$file" ] && continue
        mkdir -p "$(dirname "$KEPT$file")"
        cp -a "$file" "$KEPT$file"
    done
}

# put_back FILE…: the kept copies return.
put_back() {
    local file
    for file in "$@"; do
        rm -f "$file"
        cp -a "$KEPT$file" "$file"
    done
}

forgotten() { rm -rf "$KEPT"; }

# until_true SECONDS WORDS COMMAND…: waits for an effect; says what did not come.
until_true() {
    local seconds=$1 words=$2
    shift 2
    wait_until "$seconds" "$@" || fail "$words did not come within $seconds s"
}

not() { ! "$@"; }

is_active() { systemctl --quiet is-active "$1"; }

# logged UNIT TEXT: the unit said it since this fault began.
logged() { journalctl --quiet --no-pager --output=cat --unit="$1" --since="@$(cat "$KEPT/began")" | grep -qF -- "$2"; }

cri_is_served() { timeout 5 ctr plugins ls 2>/dev/null | awk '$1 == "io.containerd.grpc.v1" && $2 == "cri" {found = $NF} END {exit found != "ok"}'; }

restart_containerd() {
    systemctl reset-failed containerd.service 2>/dev/null || true
    systemctl restart containerd.service
    until_true 20 'the CRI plugin' cri_is_served
}

# Debian 12 and 13 have containerd 1.x with configuration version 2, sid has 2.x with version 3.
containerd_is_1() { containerd --version | grep -qE ' 1\.[0-9]+\.'; }

restart_kubelet() {
    systemctl reset-failed kubelet.service 2>/dev/null || true
    systemctl restart kubelet.service
}

listens() { ss -Hltn "sport = :$1" | grep -q .; }

api_answers() { curl --silent --fail --insecure --max-time 2 --output /dev/null https://127.0.0.1:6443/livez; }

etcd_is_healthy() { curl --silent --max-time 2 http://127.0.0.1:2381/health | grep -q '"health":"true"'; }

# Waits until the node is as it was after its boot, starting what a fault had stopped.
settle() {
    local unit
    for unit in containerd etcd api-stand-in kubelet; do
        systemctl cat "$unit.service" >/dev/null 2>&1 || continue
        is_active "$unit.service" && continue
        systemctl reset-failed "$unit.service" 2>/dev/null || true
        systemctl restart --no-block "$unit.service"
    done
    until_true 20 'the CRI plugin' cri_is_served
    until_true 20 'the kubelet on 10250' listens 10250
    [ ! -e /etc/kubernetes/manifests/etcd.yaml ] || until_true 20 'etcd' etcd_is_healthy
    [ ! -e /etc/kubernetes/manifests/kube-apiserver.yaml ] || until_true 20 'the API stand-in' api_answers
}

# Empties the journal and the units' counters, so that the next fault is not judged by what the last one said.
forget() {
    systemctl reset-failed
    journalctl --quiet --rotate
    journalctl --quiet --vacuum-time=1ms
    restart_kubelet
    settle
}

main() {
    local verb=$1 name=${2:-}
    case $verb in
        settle | forget | static_pods) "$verb"; return ;;
    esac
    # shellcheck disable=SC1090 # The fault is named by the caller.
    source "$FAULTS/$name.sh"
    case $verb in
        inject)
            mkdir -p "$KEPT"
            date +%s.%N >"$KEPT/began"
            inject
            ;;
        holds) holds ;;
        restore)
            restore
            settle
            forgotten
            ;;
    esac
}

main "$@"
