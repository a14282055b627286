# shellcheck shell=bash
# A container needs more memory than its limit and is really killed for it by the kernel: exit code 137, OOMKilled.
# shellcheck disable=SC2034 # Read by lab fault list.
RULE="container-is-out-of-memory" REAL=yes ON="12 13"

inject() {
    crash_loop --memory 16777216 -- dd if=/dev/zero of=/dev/null bs=64M count=1
    holds || fail 'the container ended otherwise'
}

holds() { exited_with 137 OOMKilled; }

restore() { crash_loop_ends; }
