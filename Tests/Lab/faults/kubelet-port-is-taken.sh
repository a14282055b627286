# shellcheck shell=bash
# Another program has port 10250. The kubelet's stand-in really cannot bind it, says what a kubelet said, and ends.
# shellcheck disable=SC2034 # Read by lab fault list.
RULE="kubelet-port-is-taken" REAL=stand-in ON="12 13 sid"

inject() {
    systemctl stop kubelet.service
    systemd-run --quiet --unit=metrics-agent python3 -m http.server 10250 --directory /usr/share/common-licenses
    until_true 10 'the other program' listens 10250
    restart_kubelet
    until_true 10 "the kubelet's line" logged kubelet.service 'bind: address already in use'
}

holds() { is_active metrics-agent.service && listens 10250 && not is_active kubelet.service; }

restore() {
    systemctl stop metrics-agent.service
    restart_kubelet
}
