# shellcheck shell=bash
# Another program has port 10250. The kubelet's stand-in really cannot bind it, says what a kubelet said, and ends.
# shellcheck disable=SC2034 # Read by lab fault list and by FixTests.
RULE="kubelet-port-is-taken" REAL=stand-in ON="12 13" FIX="long"

inject() {
    systemctl stop kubelet.service
    printf '%s\n' '[Service]' 'ExecStart=/usr/bin/python3 -m http.server 10250 --directory /usr/share/common-licenses' \
        '[Install]' 'WantedBy=multi-user.target' >/etc/systemd/system/metrics-agent.service
    systemctl enable --quiet --now metrics-agent.service
    until_true 10 'the other program' listens 10250
    restart_kubelet
    until_true 10 "the kubelet's line" logged kubelet.service 'bind: address already in use'
}

holds() { is_active metrics-agent.service && listens 10250; }

restore() {
    systemctl disable --quiet --now metrics-agent.service
    rm -f /etc/systemd/system/metrics-agent.service
    systemctl daemon-reload
    restart_kubelet
}
