# shellcheck shell=bash
# The shell in a container does not find the command: exit code 127.
# shellcheck disable=SC2034 # Read by lab fault list.
RULE="container-command-is-not-found" REAL=yes ON="12 13"

inject() {
    crash_loop -- sh -c serve-api
    holds || fail 'the container ended otherwise'
}

holds() { exited_with 127; }

restore() { crash_loop_ends; }
