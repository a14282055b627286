# shellcheck shell=bash
# The CPU manager's state is of another policy than the configuration. The stand-in does not read it; a kubelet would
# end.
# shellcheck disable=SC2034 # Read by lab fault list and by FixTests.
RULE="kubelet-checkpoint-differs-from-policy" REAL=stand-in ON="12 13" FIX="long stays"

inject() {
    printf '{"policyName":"static","defaultCpuSet":"0-1","checksum":1234567}' >/var/lib/kubelet/cpu_manager_state
    restart_kubelet
    until_true 15 'the kubelet' listens 10250
}

holds() { [ -e /var/lib/kubelet/cpu_manager_state ]; }

restore() {
    rm -f /var/lib/kubelet/cpu_manager_state /var/lib/kubelet/.cpu_manager_state.before
    restart_kubelet
}
