# shellcheck shell=bash
# What every part of the lab says and waits with.

fail() {
    printf 'lab: %s\n' "$*" >&2
    exit 1
}

say() { printf 'lab: %s\n' "$*" >&2; }

# wait_until SECONDS COMMAND…: polls ten times a second until the command succeeds; status 1 when the time is over.
wait_until() {
    local deadline=$((SECONDS + $1 + 1))
    shift
    until "$@" >/dev/null 2>&1; do
        [ "$SECONDS" -lt "$deadline" ] || return 1
        sleep 0.1
    done
}

alive() { [ -n "${1:-}" ] && kill -0 "$1" 2>/dev/null; }

# gone PID: the process has ended (a zombie nobody has waited for counts as ended).
gone() {
    alive "$1" || return 0
    [ "$(awk '/^State:/ {print $2}' "/proc/$1/status" 2>/dev/null)" = Z ]
}
