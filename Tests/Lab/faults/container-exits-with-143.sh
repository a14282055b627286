# shellcheck shell=bash
# A container's program ends on SIGTERM: exit code 143. Somebody else stops it.
# shellcheck disable=SC2034 # Read by lab fault list.
RULE="container-is-terminated" REAL=yes ON="12 13"

inject() {
    # shellcheck disable=SC2016 # The words are for the container's shell.
    crash_loop -- sh -c 'trap "exit 143" TERM; kill -TERM $$; sleep 5'
    holds || fail 'the container ended otherwise'
}

holds() { exited_with 143; }

restore() { crash_loop_ends; }
