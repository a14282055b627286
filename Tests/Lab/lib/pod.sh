# shellcheck shell=bash
# On a node: something like a pod (a network namespace that the real CNI bridge plugin joined to cni0) behind something
# like a Service (the chains that kube-proxy writes in iptables mode, with one endpoint).

POD_NETNS=lab-pod
POD_PORT=8080
SERVICE_ADDRESS=10.96.77.7

# cni ADD|DEL: runs the bridge plugin as containerd would, with the node's own configuration.
cni() {
    python3 - <<'PYTHON' | CNI_COMMAND=$1 CNI_CONTAINERID=lab-pod CNI_NETNS=/run/netns/$POD_NETNS CNI_IFNAME=eth0 CNI_PATH=/usr/lib/cni /usr/lib/cni/bridge
import glob, json
config = json.load(open(sorted(glob.glob("/etc/cni/net.d/*.conflist"))[0]))
print(json.dumps({**config["plugins"][0], "name": config["name"], "cniVersion": config["cniVersion"]}))
PYTHON
}

pod_address() { ip -n "$POD_NETNS" -4 -o addr show dev eth0 | awk '{sub("/.*", "", $4); print $4}'; }

# The port of the bridge that the pod's veth is.
pod_port() {
    local index
    index=$(ip -n "$POD_NETNS" -o link show dev eth0 | sed 's/.*@if\([0-9]*\):.*/\1/')
    ip -o link | awk -F': ' -v index_="$index" '$1 == index_ {sub("@.*", "", $2); print $2}'
}

pod_start() {
    ip netns add "$POD_NETNS"
    ip -n "$POD_NETNS" link set lo up
    cni ADD >"$KEPT/cni.json"
    systemd-run --quiet --unit=lab-pod ip netns exec "$POD_NETNS" python3 -m http.server "$POD_PORT" --directory /usr/local/lib/drydock-lab/lines
    service_start "$(pod_address)"
}

service_start() {
    local pod=$1
    iptables -t nat -N KUBE-MARK-MASQ
    iptables -t nat -A KUBE-MARK-MASQ -j MARK --or-mark 0x4000
    iptables -t nat -N KUBE-POSTROUTING
    iptables -t nat -A KUBE-POSTROUTING -m mark ! --mark 0x4000/0x4000 -j RETURN
    iptables -t nat -A KUBE-POSTROUTING -j MARK --xor-mark 0x4000
    iptables -t nat -A KUBE-POSTROUTING -m comment --comment 'kubernetes service traffic requiring SNAT' -j MASQUERADE --random-fully
    iptables -t nat -A POSTROUTING -m comment --comment 'kubernetes postrouting rules' -j KUBE-POSTROUTING
    iptables -t nat -N KUBE-SEP-LABPOD0000000000
    iptables -t nat -A KUBE-SEP-LABPOD0000000000 -s "$pod/32" -m comment --comment default/lab -j KUBE-MARK-MASQ
    iptables -t nat -A KUBE-SEP-LABPOD0000000000 -p tcp -m comment --comment default/lab -m tcp -j DNAT --to-destination "$pod:$POD_PORT"
    iptables -t nat -N KUBE-SVC-LABSERVICE000000
    iptables -t nat -A KUBE-SVC-LABSERVICE000000 -m comment --comment 'default/lab -> endpoint' -j KUBE-SEP-LABPOD0000000000
    iptables -t nat -N KUBE-SERVICES
    iptables -t nat -A KUBE-SERVICES -d "$SERVICE_ADDRESS/32" -p tcp -m comment --comment 'default/lab cluster IP' -m tcp --dport 80 -j KUBE-SVC-LABSERVICE000000
    iptables -t nat -A PREROUTING -m comment --comment 'kubernetes service portals' -j KUBE-SERVICES
    iptables -t nat -A OUTPUT -m comment --comment 'kubernetes service portals' -j KUBE-SERVICES
}

service_stop() {
    local chain
    iptables -t nat -D PREROUTING -m comment --comment 'kubernetes service portals' -j KUBE-SERVICES
    iptables -t nat -D OUTPUT -m comment --comment 'kubernetes service portals' -j KUBE-SERVICES
    iptables -t nat -D POSTROUTING -m comment --comment 'kubernetes postrouting rules' -j KUBE-POSTROUTING
    for chain in KUBE-SERVICES KUBE-SVC-LABSERVICE000000 KUBE-SEP-LABPOD0000000000 KUBE-POSTROUTING KUBE-MARK-MASQ; do
        iptables -t nat -F "$chain"
    done
    for chain in KUBE-SERVICES KUBE-SVC-LABSERVICE000000 KUBE-SEP-LABPOD0000000000 KUBE-POSTROUTING KUBE-MARK-MASQ; do
        iptables -t nat -X "$chain"
    done
}

# The pod asks itself through its Service.
pod_reaches_itself() {
    ip netns exec "$POD_NETNS" curl --silent --fail --max-time 2 --output /dev/null "http://$SERVICE_ADDRESS/"
}

pod_stop() {
    service_stop
    systemctl stop lab-pod.service
    cni DEL
    ip netns del "$POD_NETNS"
    ip link del cni0
}
