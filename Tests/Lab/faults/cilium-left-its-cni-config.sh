# shellcheck shell=bash
# Cilium was taken away and its CNI configuration stayed: its plugin finds no agent. The plugin is a stand-in;
# containerd's words are real.
# shellcheck disable=SC2034 # Read by lab fault list and by FixTests.
RULE="cilium-left-its-cni-config" REAL=stand-in ON="12 13" FIX="long stays"

inject() {
    printf '{"cniVersion": "0.3.1", "name": "cilium", "plugins": [{"type": "cilium-cni", "enable-debug": false}]}\n' >/etc/cni/net.d/05-cilium.conflist
    printf '%s\n' '#!/bin/sh' 'echo "{\"code\": 11, \"msg\": \"unable to connect to Cilium agent: failed to create cilium agent client after 30.000000 seconds timeout: Get \\\"http://localhost/v1/config\\\": dial unix /var/run/cilium/cilium.sock: connect: no such file or directory\", \"cniVersion\": \"0.3.1\"}"' 'exit 1' >/usr/lib/cni/cilium-cni
    chmod 0755 /usr/lib/cni/cilium-cni
    restart_containerd
    cri sandbox lab-no-agent default >/dev/null 2>&1 || true
    until_true 20 "containerd's words" logged containerd.service 'unable to connect to Cilium agent'
}

holds() { [ -e /etc/cni/net.d/05-cilium.conflist ]; }

restore() {
    rm -f /etc/cni/net.d/05-cilium.conflist /usr/lib/cni/cilium-cni
    rm -rf /var/lib/drydock/set-aside
    restart_containerd
}
