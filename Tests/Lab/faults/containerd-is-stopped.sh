# shellcheck shell=bash
# containerd is stopped, as by hand or by a package. The kubelet goes on and says that its runtime is down.
# shellcheck disable=SC2034 # Read by lab fault list.
RULE="containerd-is-stopped" REAL=yes ON="12 13 sid" FIX="short"

inject() {
    systemctl stop containerd.service
    until_true 15 "the kubelet's line" logged kubelet.service 'container runtime is down'
}

holds() { not is_active containerd.service; }

restore() { restart_containerd; }
