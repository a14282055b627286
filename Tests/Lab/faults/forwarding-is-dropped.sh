# shellcheck shell=bash
# The firewall drops every packet that the machine would forward, the pods' too.
# shellcheck disable=SC2034 # Read by lab fault list and by FixTests.
RULE="forwarding-is-dropped" REAL=yes ON="12 13" FIX="long"

inject() { iptables --policy FORWARD DROP; }

holds() { iptables -S FORWARD | grep -qx -- '-P FORWARD DROP'; }

restore() {
    systemctl disable --quiet --now pod-forwarding.service 2>/dev/null || true
    rm -f /etc/systemd/system/pod-forwarding.service
    systemctl daemon-reload
    iptables --policy FORWARD ACCEPT
}
