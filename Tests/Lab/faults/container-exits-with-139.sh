# shellcheck shell=bash
# A container's program dies of a segmentation fault: exit code 139.
# shellcheck disable=SC2034 # Read by lab fault list.
RULE="container-segfaults" REAL=yes ON="12 13"

inject() {
    # shellcheck disable=SC2016 # The words are for the container's shell. Its PID 1 takes no such signal, a child does.
    crash_loop -- sh -c 'sh -c "kill -SEGV \$\$"; exit $?'
    holds || fail 'the container ended otherwise'
}

holds() { exited_with 139; }

restore() { crash_loop_ends; }
