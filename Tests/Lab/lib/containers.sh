# shellcheck shell=bash
# On a node: pods on the real runtime without a kubelet, made by cri-run, which the tests push beside the faults.

CRI_RUN=/usr/local/lib/drydock-lab/cri-run
CRI_SOCKET=/run/containerd/containerd.sock
CRASHING_POD=api-0
CRASHING_UID=3f2a7c1e-5d84-4b0a-9c6f-0d1e2f3a4b5c

cri() { timeout 60 "$CRI_RUN" --socket "$CRI_SOCKET" "$@"; }

# The cgroup that a kubelet with the systemd driver gives a pod of the lowest class.
pod_slice() { echo "/kubepods.slice/kubepods-besteffort.slice/kubepods-besteffort-pod${1//-/_}.slice"; }

# What the CRI plugin keeps of a container: its exit code and reason as JSON.
container_state() {
    python3 - "$1" <<'PYTHON'
import glob, json, sys
for path in glob.glob(f"/var/lib/containerd/io.containerd.grpc.v1.cri/containers/{sys.argv[1]}*/status"):
    state = json.load(open(path))
    print(state["ExitCode"], state["Reason"] or "-", "running" if not state["FinishedAt"] else "exited")
PYTHON
}

container_has_exited() { [[ $(container_state "$1") == *' exited' ]]; }

# Containers that stand in for the control plane's: right in name, pod, labels and network, and asleep. A node whose
# manifests have no containers would not look healthy. The real etcd and the API server's stand-in are units beside them.
static_pods() {
    local component pod uid options sandbox
    for component in etcd kube-apiserver kube-controller-manager kube-scheduler; do
        [ -e "/etc/kubernetes/manifests/$component.yaml" ] || continue
        pod=$component-$(hostname)
        uid=$(printf '%s' "$pod" | md5sum | cut -d' ' -f1)
        options=(--log-directory "/var/log/pods/kube-system_${pod}_$uid" --cgroup-parent "$(pod_slice "$uid")")
        sandbox=$(cri sandbox "$pod" kube-system --uid "$uid" --host-network "${options[@]}")
        # shellcheck disable=SC2016 # The words are for the container's shell.
        cri container "$sandbox" "$component" docker.io/drydock/lab:1 "${options[@]}" -- \
            sh -c 'echo "stand-in for $0"; trap "exit 0" TERM; while :; do sleep 3600 & wait; done' "$component" >/dev/null
    done
}

# crash_loop [--memory BYTES] -- ARGV…: a pod whose one container has been started five times and ended each time; the
# last two are kept, as the kubelet keeps them.
crash_loop() {
    local options=() sandbox id attempt
    while [ "$1" != -- ]; do
        options+=("$1")
        shift
    done
    [ -x "$CRI_RUN" ] || fail "cri-run is not on this node"
    options+=(--log-directory "/var/log/pods/default_${CRASHING_POD}_$CRASHING_UID" --cgroup-parent "$(pod_slice "$CRASHING_UID")")
    sandbox=$(cri sandbox "$CRASHING_POD" default --uid "$CRASHING_UID" "${options[@]}")
    echo "$sandbox" >"$KEPT/sandbox"
    for attempt in 4 5; do
        id=$(cri container "$sandbox" api docker.io/drydock/lab:1 --restart-count "$attempt" "${options[@]}" "$@" 2>>"$KEPT/words") ||
            id=$(newest_container)
        echo "$id" >"$KEPT/container"
        until_true 20 "the container's end" container_has_exited "$id"
    done
}

# A container that could not be started has no id to print: it is the newest that the runtime keeps.
newest_container() {
    local newest
    # shellcheck disable=SC2012 # The names are hexadecimal.
    newest=$(ls -t /var/lib/containerd/io.containerd.grpc.v1.cri/containers | head -1)
    echo "$newest"
}

# exited_with CODE [REASON]: the crashing pod's last container did.
exited_with() {
    local code reason
    [ -e "$KEPT/container" ] || return 1
    read -r code reason _ < <(container_state "$(cat "$KEPT/container")")
    [ "$code" = "$1" ] && { [ $# = 1 ] || [ "$reason" = "$2" ]; }
}

# started_not BECAUSE: the last container was not started, and the runtime says why.
started_not() { exited_with 128 StartError && grep -qF "$1" "$KEPT/words"; }

crash_loop_ends() {
    [ ! -e "$KEPT/sandbox" ] || { cri stop "$(cat "$KEPT/sandbox")" && cri remove "$(cat "$KEPT/sandbox")"; }
    rm -rf "/var/log/pods/default_${CRASHING_POD}_$CRASHING_UID"
}
