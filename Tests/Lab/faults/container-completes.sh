# shellcheck shell=bash
# A container ends by itself with exit code 0, again and again: its command is no service.
# shellcheck disable=SC2034 # Read by lab fault list.
RULE="container-completes-and-restarts" REAL=yes ON="12 13"

inject() {
    crash_loop -- sh -c 'echo done'
    holds || fail 'the container ended otherwise'
}

holds() { exited_with 0; }

restore() { crash_loop_ends; }
