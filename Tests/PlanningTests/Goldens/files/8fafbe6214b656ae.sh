#!/bin/sh
# cp1: Kubernetes 1.36.3, control-plane. Written by drydock; POSIX sh.
# Every step may be run again: what is there already stays as it is, and what a file replaces is kept.
# shellcheck disable=SC2016,SC2317,SC2329 # awk and sed read the dollars; holds is called by run and end.
set -eu

machine=cp1
phases='prepare balancer initialize network control-planes workers finish'
# What is made only when the plan is applied, and what it is.
secret_names=''
about() {
    case $1 in
    *) echo 'Not a value of this script.' ;;
    esac
}
# Values of the environment (DRYDOCK_ and the name) go into a file of root alone: arguments would show in ps.
take_environment() {
    :
}

usage() {
    cat <<EOF
usage: $0 [--check] [--secrets FILE] [PHASE...]
       $0 --list

Does the steps of this machine, of all phases or of those that are named: $phases
  --check         changes nothing: shows what would be done, and ends 1 where that is anything
  --secrets FILE  lines NAME=VALUE, mode 0600, for: ${secret_names:-(nothing)}
                  (also taken from the environment, as DRYDOCK_NAME)
  --list          lists phases and steps
EOF
}

say() { printf '%s\n' "$*"; }
die() { printf '%s\n' "$*" >&2; exit "${status:-2}"; }
quietly() { "$@" >/dev/null 2>&1; }
# The permission bits of a file, as four octal digits or three.
mode_of() { stat -c %a "$1"; }

# Each step: changed is 1 once a file of it was written; needed is what its check said, asked once.
step() {
    key=$1 risk=$2 title=$3
    changed=0 needed='' heading=0 makes=''
    [ "$listing" = 0 ] || say "    $key: $title"
}
headline() { [ "$heading" = 1 ] || { heading=1; say "== $key: $title"; }; }
is_needed() {
    [ "$changed" = 0 ] || return 0
    [ "$risk" != looks ] || return 0
    if [ -z "$needed" ]; then
        if quietly holds; then needed=no; else needed=yes; fi
    fi
    [ "$needed" = yes ]
}
differs() { [ "$risk" = looks ] || differences=1; }
# A step's result is looked at when it is done: what a command says of itself is not enough.
end() {
    [ "$listing" = 0 ] && [ "$checking" = 0 ] || return 0
    verdict=0
    quietly holds || verdict=$?
    case $verdict in
    0 | 2) ;;
    *) status=1 die "$key: the step was done, but its check does not hold; look at it, and run this script again." ;;
    esac
}

# write PATH MODE [keep]: puts the file of that path beside this script in place; marks are replaced by their values.
# With keep, a file that is there stays: it holds a secret that other things depend on.
write() {
    [ "$listing" = 0 ] || return 0
    if [ "${3-}" = keep ] && [ -s "$1" ]; then return 0; fi
    source=$here/root$1
    if [ -n "$secret_names" ] && grep -q '@@[A-Z_]*@@' "$source"; then
        if ! fill "$source"; then
            [ "$checking" = 1 ] || status=4 die "$key: $missing is needed for $1. $(about "$missing")"
            differs; headline; say "   would write $1, once $missing is known"
            return 0
        fi
        source=$work/filled
    fi
    put "$source" "$1" "$2"
}
put() {
    if [ -f "$2" ] && cmp -s "$1" "$2" && [ "0$(mode_of "$2")" = "$3" ]; then return 0; fi
    changed=1
    differs
    headline
    if [ "$checking" = 1 ]; then
        say "   would write $2"
        # What only root may read stays unread.
        case $3 in *00) ;; *) [ ! -f "$2" ] || diff -u "$2" "$1" | sed 's/^/      /' || : ;; esac
        return 0
    fi
    say "   write $2"
    keep "$2"
    mkdir -p "$(dirname "$2")"
    # Nobody else reads it before it has its mode.
    (umask 077; cp "$1" "$2.drydock-new")
    chmod "$3" "$2.drydock-new"
    mv -f "$2.drydock-new" "$2"
}
# Keeps what stands there, once a run.
keep() {
    [ -e "$1" ] || return 0
    mkdir -p "$backup$(dirname "$1")"
    [ -e "$backup$1" ] || cp -p "$1" "$backup$1"
}
# Replaces the marks of a file by their values, word for word; the values never stand in a command line.
fill() {
    missing=''
    for name in $secret_names; do
        grep -q "@@$name@@" "$1" || continue
        grep -q "^$name=." "$work/values" || { missing=$name; return 1; }
    done
    : >"$work/filled"
    awk -v values="$work/values" '
        BEGIN {
            while ((getline line < values) > 0) {
                at = index(line, "=")
                if (at > 1) value["@@" substr(line, 1, at - 1) "@@"] = substr(line, at + 1)
            }
        }
        {
            out = ""
            rest = $0
            while (match(rest, /@@[A-Z_]+@@/)) {
                mark = substr(rest, RSTART, RLENGTH)
                out = out substr(rest, 1, RSTART - 1) (mark in value ? value[mark] : mark)
                rest = substr(rest, RSTART + RLENGTH)
            }
            print out rest
        }' "$1" >"$work/filled"
}

# run WORDS...: where the step does not hold yet, or a file of it was written.
run() {
    [ "$listing" = 0 ] || return 0
    is_needed || return 0
    differs
    if [ "$checking" = 1 ]; then
        [ "$risk" = looks ] || { headline; say "   would run $*"; }
        return 0
    fi
    headline
    say "   run $*"
    "$@" || status=1 die "$key: the command ended with $?: $*"
}
# run_into PATH MODE WORDS...: the same, with the output put into a file.
run_into() {
    [ "$listing" = 0 ] || return 0
    is_needed || return 0
    into=$1 into_mode=$2 made=$makes
    makes=''
    shift 2
    differs
    if [ "$checking" = 1 ]; then
        [ "$risk" = looks ] || { headline; say "   would run $* > $into"; }
        return 0
    fi
    headline
    say "   run $* > $into"
    : >"$work/output"
    "$@" >"$work/output" || status=1 die "$key: the command ended with $?: $*"
    put "$work/output" "$into" "$into_mode"
    for name in $made; do learn "$name"; done
}
# learn NAME: finds in the last output what stands as a mark in files of later steps, here or on other machines.
learn() {
    case $1 in
    JOIN_TOKEN) word=--token ;;
    CA_CERT_HASH) word=--discovery-token-ca-cert-hash ;;
    *) word='' ;;
    esac
    value=$(awk -v word="$word" '
        { for (i = 1; i <= NF; i++) { if (word != "" && last == word) { print $i; exit } last = $i } }
        END { if (word == "" && length(last) == 64) print last }' "$work/output")
    [ -n "$value" ] || status=1 die "$key: $1 is not in what the command printed."
    printf '%s=%s\n' "$1" "$value" >>"$work/values"
    (umask 077; mkdir -p "$learned_folder"; printf '%s=%s\n' "$1" "$value" >>"$learned_folder/values")
    chmod 0600 "$learned_folder/values"
    learned=1
}
# fetch URL PATH MODE: a file that is there is not fetched again; names carry versions.
fetch() {
    [ "$listing" = 0 ] || return 0
    [ ! -s "$2" ] || return 0
    is_needed || return 0
    differs
    headline
    if [ "$checking" = 1 ]; then say "   would fetch $1"; return 0; fi
    say "   fetch $1"
    curl --fail --silent --show-error --location --proto '=https' --retry 3 --output "$work/fetched" "$1" \
        || status=1 die "$key: $1 could not be fetched."
    put "$work/fetched" "$2" "$3"
}
# by_hand TEXT: what only a person can do. Where that can be looked at, the script waits for it.
by_hand() {
    [ "$listing" = 0 ] || return 0
    is_needed || return 0
    differs
    headline
    say "   by hand: $1"
    [ "$checking" = 0 ] || return 0
    verdict=0
    quietly holds || verdict=$?
    case $verdict in 0 | 2) ;; *) status=3 die "$key: do that, then run this script again." ;; esac
}

# ---- prepare ----
phase_prepare() {
    # The node is registered under the machine's name unless it is told otherwise, and two machines of one name would
    # be one node.
    holds() { grep --quiet --line-regexp --fixed-strings -- cp1 /etc/hostname; }
    step set-hostname edits 'Name the machine cp1.'
    run hostnamectl set-hostname cp1
    end

    # Every kubelet and kubeconfig reaches the API by this name. The line ends with a mark, by which drydock finds it
    # again: it is replaced, not repeated, and no other line is touched.
    holds() { grep --quiet --line-regexp --fixed-strings -- '192.0.2.10 cluster-endpoint.example.internal # drydock: control-plane endpoint' /etc/hosts; }
    step name-endpoint edits 'Let cluster-endpoint.example.internal stand for the control plane in /etc/hosts.'
    run sed --in-place --expression '/# drydock: control-plane endpoint$/d' --expression '$a 192.0.2.10 cluster-endpoint.example.internal # drydock: control-plane endpoint' /etc/hosts
    end

    # The kubelet does not start while swap is on, unless its configuration says failSwapOn: false. Lines of
    # /etc/fstab are commented out, and swap.target is masked, which also holds swap that systemd finds by itself on
    # partitions and in memory.
    holds() { awk 'NR > 1 { found = 1 } END { exit found }' /proc/swaps; }
    step turn-swap-off edits 'Turn swap off, now and at boot.'
    quietly awk '$3 == "swap" && $1 !~ /^#/ { found = 1 } END { exit found }' /etc/fstab || run sed --in-place --regexp-extended 's/^[[:space:]]*[^#[:space:]][^[:space:]]*[[:space:]]+[^[:space:]]+[[:space:]]+swap([[:space:]]|$)/# drydock: &/' /etc/fstab
    [ -e /etc/systemd/system/swap.target ] || run systemctl mask swap.target
    quietly awk 'NR > 1 { found = 1 } END { exit found }' /proc/swaps || run swapoff --all
    end

    # Some of them are loaded by nobody in time: their settings under /proc/sys exist only once they are there.
    holds() { sysctl --names net.bridge.bridge-nf-call-iptables net.netfilter.nf_conntrack_max; }
    step load-kernel-modules edits 'Load the kernel modules and keep them loaded.'
    write /etc/modules-load.d/kubernetes.conf 0644
    run modprobe overlay
    run modprobe br_netfilter
    run modprobe nf_conntrack
    end

    # conntrack clears connections of Services that are gone and socat carries kubectl port-forward with some
    # runtimes; Kubernetes' packages no longer bring them with every release.
    holds() { awk 'BEGIN { RS = "" } /(^|\n)Package: ca-certificates\n/ && /\nStatus: (install|hold) ok installed/ { count++ } /(^|\n)Package: conntrack\n/ && /\nStatus: (install|hold) ok installed/ { count++ } /(^|\n)Package: curl\n/ && /\nStatus: (install|hold) ok installed/ { count++ } /(^|\n)Package: ethtool\n/ && /\nStatus: (install|hold) ok installed/ { count++ } /(^|\n)Package: iproute2\n/ && /\nStatus: (install|hold) ok installed/ { count++ } /(^|\n)Package: iptables\n/ && /\nStatus: (install|hold) ok installed/ { count++ } /(^|\n)Package: kmod\n/ && /\nStatus: (install|hold) ok installed/ { count++ } /(^|\n)Package: procps\n/ && /\nStatus: (install|hold) ok installed/ { count++ } /(^|\n)Package: socat\n/ && /\nStatus: (install|hold) ok installed/ { count++ } /(^|\n)Package: util-linux\n/ && /\nStatus: (install|hold) ok installed/ { count++ } END { exit count < 10 }' /var/lib/dpkg/status; }
    step install-basic-packages edits 'Install the programs that nodes call.'
    run apt-get update
    run env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends --allow-change-held-packages --option DPkg::Lock::Timeout=300 ca-certificates conntrack curl ethtool iproute2 iptables kmod procps socat util-linux
    end

    # A node is a router for its pods. kubeadm refuses a machine that does not forward packets.
    holds() { awk '$1 != 1 { bad = 1 } END { exit bad || NR != 2 }' /proc/sys/net/ipv4/ip_forward /proc/sys/net/bridge/bridge-nf-call-iptables; }
    step set-kernel-settings edits 'Let the kernel pass packets on.'
    write /etc/sysctl.d/90-kubernetes.conf 0644
    run sysctl --load=/etc/sysctl.d/90-kubernetes.conf
    end

    # No package of the series 2.3 is known for debian, whose version the plan does not say, so it comes as the
    # archive of its own release. It is compared with the SHA-256 that is published beside it.
    holds() { grep --quiet --line-regexp --fixed-strings -- 'containerd 2.3.4, runc 1.4.3' /var/lib/drydock/versions/containerd; }
    step install-containerd edits 'Install containerd 2.3.4 and runc.'
    fetch https://github.com/containerd/containerd/releases/download/v2.3.4/containerd-2.3.4-linux-amd64.tar.gz /var/lib/drydock/downloads/containerd-2.3.4-linux-amd64.tar.gz 0644
    fetch https://github.com/containerd/containerd/releases/download/v2.3.4/containerd-2.3.4-linux-amd64.tar.gz.sha256sum /var/lib/drydock/downloads/containerd-2.3.4-linux-amd64.tar.gz.published 0644
    quietly sha256sum --check --status /var/lib/drydock/downloads/containerd-2.3.4-linux-amd64.tar.gz.sha256 || run_into /var/lib/drydock/downloads/containerd-2.3.4-linux-amd64.tar.gz.sha256 0644 awk -v name=containerd-2.3.4-linux-amd64.tar.gz -v path=/var/lib/drydock/downloads/containerd-2.3.4-linux-amd64.tar.gz 'NF == 1 || $2 == name || $2 == "*" name || $2 == "./" name { print $1 "  " path }' /var/lib/drydock/downloads/containerd-2.3.4-linux-amd64.tar.gz.published
    run sha256sum --check --status /var/lib/drydock/downloads/containerd-2.3.4-linux-amd64.tar.gz.sha256
    run mkdir --parents /usr/local
    quietly tar --compare --gzip --file /var/lib/drydock/downloads/containerd-2.3.4-linux-amd64.tar.gz --directory /usr/local || run tar --extract --gzip --file /var/lib/drydock/downloads/containerd-2.3.4-linux-amd64.tar.gz --directory /usr/local
    fetch https://github.com/opencontainers/runc/releases/download/v1.4.3/runc.amd64 /var/lib/drydock/downloads/runc-v1.4.3.amd64 0644
    fetch https://github.com/opencontainers/runc/releases/download/v1.4.3/runc.sha256sum /var/lib/drydock/downloads/runc-v1.4.3.amd64.published 0644
    quietly sha256sum --check --status /var/lib/drydock/downloads/runc-v1.4.3.amd64.sha256 || run_into /var/lib/drydock/downloads/runc-v1.4.3.amd64.sha256 0644 awk -v name=runc.amd64 -v path=/var/lib/drydock/downloads/runc-v1.4.3.amd64 'NF == 1 || $2 == name || $2 == "*" name || $2 == "./" name { print $1 "  " path }' /var/lib/drydock/downloads/runc-v1.4.3.amd64.published
    run sha256sum --check --status /var/lib/drydock/downloads/runc-v1.4.3.amd64.sha256
    quietly cmp --silent /var/lib/drydock/downloads/runc-v1.4.3.amd64 /usr/local/sbin/runc || run install --mode=0755 -D /var/lib/drydock/downloads/runc-v1.4.3.amd64 /usr/local/sbin/runc
    run_into /var/lib/drydock/versions/containerd 0644 echo 'containerd 2.3.4, runc 1.4.3'
    end

    # A package would bring it. Containers outlive a restart of the daemon, because only its own process is stopped.
    holds() { systemctl cat containerd.service; }
    step write-containerd-unit edits 'Write containerd'\''s unit.'
    write /etc/systemd/system/containerd.service 0644
    run systemctl daemon-reload
    end

    # containerd 2.3 reads configuration of version 4. Of itself it makes cgroups without systemd, whatever the
    # kubelet does, and pods then fail or lose their limits.
    holds() { systemctl is-active --quiet containerd.service; }
    step configure-containerd restarts 'Write containerd'\''s configuration and restart it.'
    write /etc/containerd/config.toml 0644
    run mkdir --parents /etc/containerd/certs.d
    run systemctl enable containerd.service
    run systemctl restart containerd.service
    end

    # containerd does not complain of a setting in a table that its version does not read. Its own dump shows what it
    # took.
    holds() { awk '/SystemdCgroup = true/ { cgroup = 1 } /sandbox(_image)? = .registry[.]k8s[.]io[/]pause:3[.]10[.]2./ { sandbox = 1 } END { exit !(cgroup && sandbox) }' /run/drydock/containerd.toml; }
    step check-containerd looks 'See that containerd reads the configuration as it is meant.'
    run_into /run/drydock/containerd.toml 0600 /usr/local/bin/containerd config dump
    end

    # The system's own repositories do not have these packages, or not in this version. Their signatures are checked
    # with the repository's key.
    holds() { test -s /etc/apt/sources.list.d/kubernetes.sources -a -s /etc/apt/keyrings/kubernetes.asc; }
    step add-kubernetes-repository edits 'Add the repository of Kubernetes 1.36.'
    fetch https://pkgs.k8s.io/core:/stable:/v1.36/deb/Release.key /etc/apt/keyrings/kubernetes.asc 0644
    write /etc/apt/sources.list.d/kubernetes.sources 0644
    end

    # All machines begin with one version. cri-tools brings crictl, with which one looks at containers, and
    # kubernetes-cni the plugins in /opt/cni/bin.
    holds() { awk 'BEGIN { RS = "" } /(^|\n)Package: kubelet\n/ && /\nStatus: (install|hold) ok installed/ && /\nVersion: ([0-9]+:)?1\.36\.3/ { count++ } /(^|\n)Package: kubeadm\n/ && /\nStatus: (install|hold) ok installed/ && /\nVersion: ([0-9]+:)?1\.36\.3/ { count++ } /(^|\n)Package: kubectl\n/ && /\nStatus: (install|hold) ok installed/ && /\nVersion: ([0-9]+:)?1\.36\.3/ { count++ } /(^|\n)Package: cri-tools\n/ && /\nStatus: (install|hold) ok installed/ { count++ } /(^|\n)Package: kubernetes-cni\n/ && /\nStatus: (install|hold) ok installed/ { count++ } END { exit count < 5 }' /var/lib/dpkg/status; }
    step install-kubernetes-packages edits 'Install kubelet, kubeadm and kubectl 1.36.3.'
    run apt-get update
    run env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends --allow-change-held-packages --option DPkg::Lock::Timeout=300 'kubelet=1.36.3*' 'kubeadm=1.36.3*' 'kubectl=1.36.3*' cri-tools kubernetes-cni
    end

    # A kubelet must never be newer than the API server: kubeadm upgrades them in their order, machine by machine.
    holds() { awk 'BEGIN { RS = "" } /(^|\n)Package: (kubelet|kubeadm|kubectl)\n/ && /\nStatus: hold / { count++ } END { exit count < 3 }' /var/lib/dpkg/status; }
    step hold-kubernetes-packages edits 'Keep upgrades of the system from upgrading Kubernetes.'
    run apt-mark hold kubelet kubeadm kubectl
    end

    # kubeadm starts it, but does not enable it. Until kubeadm has run it restarts in vain, which is no fault.
    holds() { systemctl is-enabled --quiet kubelet.service; }
    step enable-kubelet edits 'Let the kubelet start at boot.'
    run systemctl enable kubelet.service
    end

    # crictl is how one sees containers when the API does not answer.
    holds() { test -e /etc/crictl.yaml; }
    step configure-crictl edits 'Tell crictl where the runtime listens.'
    write /etc/crictl.yaml 0644
    end

    # kubeadm and the kubelet reach it by this socket; a runtime with its CRI switched off answers nothing here.
    holds() { /usr/bin/crictl version; }
    step check-runtime looks 'See that the runtime answers.'
    run_into /run/drydock/crictl-info.json 0600 /usr/bin/crictl info
    end
}

# ---- balancer ----
phase_balancer() {
    # kubeadm init reaches the API server by the endpoint, so its address must be held from the moment that the
    # kubelet starts. It begins with super-admin.conf, because admin.conf has no rights before init is done.
    holds() { test -s /etc/kubernetes/manifests/kube-vip.yaml; }
    step write-kube-vip edits 'Let kube-vip hold 192.0.2.10.'
    [ -e /etc/kubernetes/manifests ] || run mkdir -p /etc/kubernetes/manifests
    write /etc/kubernetes/manifests/kube-vip.yaml 0600 keep
    end
}

# ---- initialize ----
phase_initialize() {
    # kubeadm init reads every decision about the cluster from this one file. kubeadm 1.36 takes it in the form
    # v1beta4.
    holds() { return 2; }
    step write-kubeadm-config edits 'Write kubeadm'\''s configuration.'
    write /etc/drydock/kubeadm/init.yaml 0600
    end

    # kubeadm names a field that it does not know or a value that it does not take, before anything is made from it.
    holds() { return 2; }
    step validate-kubeadm-config looks 'Let kubeadm read the configuration.'
    run kubeadm config validate --config /etc/drydock/kubeadm/init.yaml
    end

    # A registry that cannot be reached is told apart from a control plane that does not start. Of images that are
    # there, the registry is asked again, but nothing is carried again.
    holds() { return 2; }
    step pull-images edits 'Pull the control plane'\''s images.'
    run kubeadm config images pull --config /etc/drydock/kubeadm/init.yaml
    end

    # kubeadm says what of the machine is in its way, and nothing has been made that would have to be undone.
    holds() { return 2; }
    step check-before-init looks 'Run kubeadm'\''s own checks.'
    [ -e /etc/kubernetes/admin.conf ] || run kubeadm init phase preflight --config /etc/drydock/kubeadm/init.yaml
    end

    # It makes the certificate authorities, starts etcd and the control plane as static pods, and stores its
    # configuration in the cluster. Where it stopped half-way, take it back with kubeadm reset before you run it
    # again.
    holds() { kubectl --kubeconfig /etc/kubernetes/admin.conf -n kube-system get configmap kubeadm-config; }
    step initialize-cluster edits 'Make the cluster with kubeadm init.'
    [ -e /etc/kubernetes/admin.conf ] || run kubeadm init --config /etc/drydock/kubeadm/init.yaml
    end

    # kube-vip needed super-admin.conf only until kubeadm init gave admin.conf its rights. super-admin.conf passes
    # every check of rights, so nothing that runs all the time should hold it.
    holds() { grep -q /etc/kubernetes/admin.conf /etc/kubernetes/manifests/kube-vip.yaml; }
    step lower-kube-vip-rights restarts 'Take the super-admin'\''s rights from kube-vip.'
    run_into /etc/drydock/kubeadm/kube-vip.yaml 0600 sed 's#/etc/kubernetes/super-admin.conf#/etc/kubernetes/admin.conf#' /etc/kubernetes/manifests/kube-vip.yaml
    quietly cmp -s /etc/drydock/kubeadm/kube-vip.yaml /etc/kubernetes/manifests/kube-vip.yaml || run cp /etc/drydock/kubeadm/kube-vip.yaml /etc/kubernetes/manifests/kube-vip.yaml
    end

    # kubectl then works without naming a file. It carries all rights in the cluster and is for its owner alone. A
    # kubeconfig that is there already is left alone, because it may belong to another cluster.
    holds() { kubectl --kubeconfig /root/.kube/config get --raw /readyz; }
    step copy-kubeconfig edits 'Give root the administrator'\''s kubeconfig.'
    [ -e /root/.kube ] || run install -d -m 0700 -o root /root/.kube
    [ -e /root/.kube/config ] || run install -m 0600 -o root /etc/kubernetes/admin.conf /root/.kube/config
    end
}

# ---- network ----
phase_network() {
    # Pods get addresses and reach each other across nodes only when a network add-on runs on each node. Nodes must
    # let each other through on UDP 8472. Its wrapping takes 50 bytes of each packet, so pods get an MTU that much
    # smaller than the nodes' interface.
    holds() { kubectl --kubeconfig /etc/kubernetes/admin.conf --namespace kube-flannel rollout status daemonset/kube-flannel-ds --timeout=5s; }
    step install-network-add-on edits 'Install Flannel v0.28.9.'
    fetch https://github.com/flannel-io/flannel/releases/download/v0.28.9/kube-flannel.yml /etc/drydock/add-ons/flannel/kube-flannel.yml 0644
    write /etc/drydock/add-ons/flannel/kustomization.yaml 0644
    run kubectl --kubeconfig /etc/kubernetes/admin.conf apply --server-side --kustomize /etc/drydock/add-ons/flannel
    run kubectl --kubeconfig /etc/kubernetes/admin.conf --namespace kube-flannel rollout status daemonset/kube-flannel-ds --timeout=300s
    end
}

# ---- control-planes ----
phase_control_planes() {
    # A token lives 24 hours and uploaded authorities two, so they are made just before they are used, and not at all
    # where all machines have joined.
    holds() { return 2; }
    step make-control-plane-token edits 'Make a bootstrap token and upload the authorities.'
    makes='JOIN_TOKEN CA_CERT_HASH'
    quietly kubectl --kubeconfig /etc/kubernetes/admin.conf get nodes cp2 cp3 || run_into /etc/drydock/kubeadm/join-command 0600 kubeadm token create --print-join-command
    makes=CERTIFICATE_KEY
    quietly kubectl --kubeconfig /etc/kubernetes/admin.conf get nodes cp2 cp3 || run_into /etc/drydock/kubeadm/uploaded-certificates 0600 kubeadm init phase upload-certs --upload-certs --config /etc/drydock/kubeadm/init.yaml
    end
}

# ---- workers ----
phase_workers() {
    # A token lives 24 hours, so they are made just before they are used, and not at all where all machines have
    # joined.
    holds() { return 2; }
    step make-worker-token edits 'Make a bootstrap token.'
    makes='JOIN_TOKEN CA_CERT_HASH'
    quietly kubectl --kubeconfig /etc/kubernetes/admin.conf get nodes worker1 worker2 || run_into /etc/drydock/kubeadm/join-command 0600 kubeadm token create --print-join-command
    end
}

# ---- finish ----
phase_finish() {
    # A node is ready when its runtime runs and the network add-on has written its configuration there.
    holds() { return 2; }
    step wait-for-nodes looks 'Wait until the nodes are ready.'
    run kubectl --kubeconfig /etc/kubernetes/admin.conf wait --for=condition=Ready --timeout=300s node/cp1 node/cp2 node/cp3 node/worker1 node/worker2
    end

    # The scheduler spreads pods over zones by the label topology.kubernetes.io/zone; the other labels are the plan's.
    holds() { return 2; }
    step label-nodes edits 'Set the nodes'\'' labels.'
    run kubectl --kubeconfig /etc/kubernetes/admin.conf label --overwrite node cp1 topology.kubernetes.io/zone=a
    run kubectl --kubeconfig /etc/kubernetes/admin.conf label --overwrite node cp2 topology.kubernetes.io/zone=b
    run kubectl --kubeconfig /etc/kubernetes/admin.conf label --overwrite node cp3 topology.kubernetes.io/zone=c
    run kubectl --kubeconfig /etc/kubernetes/admin.conf label --overwrite node worker1 topology.kubernetes.io/zone=a
    run kubectl --kubeconfig /etc/kubernetes/admin.conf label --overwrite node worker2 topology.kubernetes.io/zone=b
    end

    # It shows that pods are scheduled, images pulled and addresses given.
    holds() { return 2; }
    step deploy-smoke-test edits 'Start two pods behind a Service.'
    write /etc/drydock/kubeadm/smoke-test.yaml 0644
    run kubectl --kubeconfig /etc/kubernetes/admin.conf apply -f /etc/drydock/kubeadm/smoke-test.yaml
    run kubectl --kubeconfig /etc/kubernetes/admin.conf -n drydock-smoke-test rollout status deployment/web --timeout=180s
    end

    # The lookup shows that pods reach cluster DNS, the question that Services lead to pods. The API server reaches
    # the kubelet for both.
    holds() { return 2; }
    step ask-smoke-test looks 'Look up a name and ask the Service from a pod.'
    run kubectl --kubeconfig /etc/kubernetes/admin.conf -n drydock-smoke-test exec deployment/web -- nslookup kubernetes.default.svc.cluster.local
    run kubectl --kubeconfig /etc/kubernetes/admin.conf -n drydock-smoke-test exec deployment/web -- curl -fsS --max-time 10 --retry 3 http://web.drydock-smoke-test.svc.cluster.local:8080/hostname
    end

    # The cluster is handed over empty.
    holds() { return 2; }
    step remove-smoke-test edits 'Remove the pods and the Service again.'
    run kubectl --kubeconfig /etc/kubernetes/admin.conf delete namespace drydock-smoke-test --ignore-not-found --timeout=120s
    end
}

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
checking=0 listing=0 secrets='' chosen='' differences=0 learned=0 learned_folder=/run/drydock/learned makes=''
while [ $# -gt 0 ]; do
    case $1 in
    --check) checking=1 ;;
    --list) listing=1 ;;
    --secrets)
        [ $# -gt 1 ] || die "--secrets needs a file."
        secrets=$2
        shift
        ;;
    -h | --help) usage; exit 0 ;;
    -*) usage >&2; exit 2 ;;
    *)
        case " $phases " in *" $1 "*) chosen="$chosen $1" ;; *) die "There is no phase \"$1\" on $machine; there are: $phases" ;; esac
        ;;
    esac
    shift
done
# Whether a phase is to be done.
wanted() {
    [ -z "$chosen" ] || case " $chosen " in *" $1 "*) ;; *) return 1 ;; esac
    [ "$listing" = 0 ] || say "$1"
}
finish() {
    if [ "$listing" = 1 ]; then exit 0; fi
    if [ "$checking" = 1 ]; then
        [ "$differences" = 1 ] || say "Nothing would be changed."
        exit "$differences"
    fi
    [ ! -d "$backup" ] || say "What was replaced is kept in $backup."
    [ "$learned" = 0 ] || say "What the other machines need is in $learned_folder/values: carry it there, and give it with --secrets."
    say "Done."
}
umask 077
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
backup=/var/lib/drydock/backup/$(date -u +%Y%m%dT%H%M%SZ)
if [ "$listing" = 0 ]; then
    [ "$(id -u)" = 0 ] || die "This must be run as root: it looks at files that only root may read."
    : >"$work/values"
    if [ -n "$secrets" ]; then
        [ -f "$secrets" ] || die "There is no file $secrets."
        case $(mode_of "$secrets") in 600 | 400) ;; *) die "$secrets can be read by others: chmod 600 $secrets" ;; esac
        cat "$secrets" >"$work/values"
    fi
    take_environment
fi
umask 022
if wanted prepare; then phase_prepare; fi
if wanted balancer; then phase_balancer; fi
if wanted initialize; then phase_initialize; fi
if wanted network; then phase_network; fi
if wanted control-planes; then phase_control_planes; fi
if wanted workers; then phase_workers; fi
if wanted finish; then phase_finish; fi
finish
