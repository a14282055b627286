# shellcheck shell=bash
# The runtime cannot start the container's program, which is not in the image: StartError, exit code 128.
# shellcheck disable=SC2034 # Read by lab fault list.
RULE="container-cannot-start" REAL=yes ON="12 13"

inject() {
    crash_loop -- /usr/bin/serve-api
    holds || fail 'the container ended otherwise'
}

holds() { started_not "no such file or directory"; }

restore() { crash_loop_ends; }
