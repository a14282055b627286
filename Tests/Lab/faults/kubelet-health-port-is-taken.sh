# shellcheck shell=bash
# Another program has port 10248. The kubelet runs, and its health cannot be asked.
# shellcheck disable=SC2034 # Read by lab fault list and by FixTests.
RULE="kubelet-health-port-is-taken" REAL=stand-in ON="12 13" FIX="long"

inject() {
    systemctl stop kubelet.service
    printf '%s\n' '[Service]' 'ExecStart=/usr/bin/python3 -m http.server 10248 --directory /usr/share/common-licenses' \
        '[Install]' 'WantedBy=multi-user.target' >/etc/systemd/system/metrics-agent.service
    systemctl enable --quiet --now metrics-agent.service
    until_true 10 'the other program' listens 10248
    restart_kubelet
    until_true 15 'the kubelet' listens 10250
}

holds() { is_active metrics-agent.service && listens 10248; }

restore() {
    systemctl disable --quiet --now metrics-agent.service
    rm -f /etc/systemd/system/metrics-agent.service
    systemctl daemon-reload
    restart_kubelet
}
