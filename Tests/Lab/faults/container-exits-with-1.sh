# shellcheck shell=bash
# A container's program reports an error and ends with exit code 1, again and again.
# shellcheck disable=SC2034 # Read by lab fault list.
RULE="container-exits-with-error" REAL=yes ON="12 13"

inject() {
    crash_loop -- sh -c 'echo "dial tcp 10.96.0.20:5432: connect: connection refused" >&2; exit 1'
    holds || fail 'the container ended otherwise'
}

holds() { exited_with 1; }

restore() { crash_loop_ends; }
