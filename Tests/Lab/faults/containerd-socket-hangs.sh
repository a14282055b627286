# shellcheck shell=bash
# containerd takes connections and never answers: its process is stopped by a signal, as a deadlock would have it.
# shellcheck disable=SC2034 # Read by lab fault list.
RULE="containerd-socket-hangs" REAL=yes ON="12 13 sid" FIX="short"

inject() {
    systemctl kill --kill-who=main --signal=STOP containerd.service
    until_true 10 'the hanging socket' holds
}

# A connection is taken, and a question gets no answer in two seconds.
holds() {
    local status=0
    is_active containerd.service || return 1
    python3 -c 'import socket; s = socket.socket(socket.AF_UNIX); s.settimeout(1); s.connect("/run/containerd/containerd.sock")' || return 1
    timeout 2 ctr version >/dev/null 2>&1 || status=$?
    [ "$status" = 124 ]
}

restore() {
    systemctl kill --kill-who=main --signal=CONT containerd.service
    until_true 20 'the CRI plugin' cri_is_served
}
