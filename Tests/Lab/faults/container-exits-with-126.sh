# shellcheck shell=bash
# The shell in a container finds the command and may not execute it: exit code 126.
# shellcheck disable=SC2034 # Read by lab fault list.
RULE="container-command-is-not-executable" REAL=yes ON="12 13"

inject() {
    crash_loop -- sh -c /etc/passwd
    holds || fail 'the container ended otherwise'
}

holds() { exited_with 126; }

restore() { crash_loop_ends; }
