# shellcheck shell=bash
# Lays a node's files over its template: what every machine of the lab has, and what kubeadm leaves on a node.

# shellcheck source-path=SCRIPTDIR source=pki.sh
source "$LAB_SOURCE/lib/pki.sh"

# lay_node ROOT NAME ADDRESS DEBIAN ROLE BARE AUTHORITIES
lay_node() {
    local root=$1 name=$2 address=$3 debian=$4 role=$5 bare=$6 authorities=$7
    lay_tree machine "$root" "$name" "$address"
    systemctl --root="$root" --quiet enable lab-cgroups.service
    [ "$bare" = no ] || return 0
    lay_tree common "$root" "$name" "$address"
    lay_tree "debian-$debian" "$root" "$name" "$address"
    mkdir -p "$root/etc/kubernetes/manifests" "$root/etc/kubernetes/pki" "$root/var/lib/kubelet/pki"
    lay_role "$root" "$name" "$address" "$role" "$authorities"
    systemctl --root="$root" --quiet enable lab-images.service kubelet.service
}

# lay_tree TREE ROOT NAME ADDRESS: copies node/TREE, with names and addresses put in.
lay_tree() {
    local tree=$LAB_SOURCE/node/$1 root=$2 name=$3 address=$4 file
    while IFS= read -r file; do
        mkdir -p "$(dirname "$root/$file")"
        rm -f "$root/$file"
        # The recorded lines keep their marks: the stand-in fills them in when it writes them.
        case $file in
            *.lines | *-stand-in) cp "$tree/$file" "$root/$file" ;;
            *) sed "s/@NAME@/$name/g; s/@ADDRESS@/$address/g; s/@GATEWAY@/${address%.*}.1/g" "$tree/$file" >"$root/$file" ;;
        esac
        if [ -x "$tree/$file" ]; then chmod 755 "$root/$file"; else chmod 644 "$root/$file"; fi
    done < <(cd "$tree" && find . -type f)
}

lay_role() {
    local root=$1 name=$2 address=$3 role=$4 authorities=$5
    cp "$authorities/ca.crt" "$root/etc/kubernetes/pki/ca.crt"
    case $role in
        control-plane)
            lay_tree control-plane "$root" "$name" "$address"
            chmod 600 "$root"/etc/kubernetes/manifests/*.yaml
            lay_control_plane "$root" "$name" "$address" "$authorities"
            ;;
        worker) lay_kubelet "$root" "$name" "$address" "$authorities" ;;
        *) fail "a node's role is control-plane or worker, not: $role" ;;
    esac
}

lay_control_plane() {
    local root=$1 name=$2 address=$3 authorities=$4 pki=$1/etc/kubernetes/pki jobs=() job
    local server=https://$address:6443
    cp -a "$authorities/." "$pki/"
    pki_node "$pki" "$name" "$address" & jobs+=($!)
    kubeconfig_for "$root/etc/kubernetes/admin.conf" "$pki" kubernetes-admin /O=kubeadm:cluster-admins/CN=kubernetes-admin "$server" & jobs+=($!)
    kubeconfig_for "$root/etc/kubernetes/super-admin.conf" "$pki" kubernetes-super-admin /O=system:masters/CN=kubernetes-super-admin "$server" & jobs+=($!)
    kubeconfig_for "$root/etc/kubernetes/controller-manager.conf" "$pki" system:kube-controller-manager /CN=system:kube-controller-manager "$server" & jobs+=($!)
    kubeconfig_for "$root/etc/kubernetes/scheduler.conf" "$pki" system:kube-scheduler /CN=system:kube-scheduler "$server" & jobs+=($!)
    lay_kubelet "$root" "$name" "$address" "$authorities" & jobs+=($!)
    for job in "${jobs[@]}"; do wait "$job"; done
    install -d -m 700 "$root/var/lib/etcd"
    systemctl --root="$root" --quiet enable etcd.service api-stand-in.service
}

# The kubelet's kubeconfig names files; its client certificate is what rotation would have left, its serving
# certificate is its own.
lay_kubelet() {
    local root=$1 name=$2 address=$3 authorities=$4 pki=$1/var/lib/kubelet/pki part stamp
    part=$(mktemp -d)
    stamp=$(date -u +%Y-%m-%d-%H-%M-%S)
    pki_key "$part/client.key"
    pki_sign "$authorities/ca" "$part/client.key" "$part/client.crt" "/O=system:nodes/CN=system:node:$name" clientAuth ''
    (umask 077 && cat "$part/client.crt" "$part/client.key" >"$pki/kubelet-client-$stamp.pem")
    ln -s "/var/lib/kubelet/pki/kubelet-client-$stamp.pem" "$pki/kubelet-client-current.pem"
    pki_authority "$part/ca" "$name-ca@$(date +%s)"
    pki_key "$pki/kubelet.key"
    pki_sign "$part/ca" "$pki/kubelet.key" "$part/kubelet.crt" "/CN=$name@$(date +%s)" serverAuth "DNS:$name"
    cat "$part/kubelet.crt" "$part/ca.crt" >"$pki/kubelet.crt"
    {
        kubeconfig_head "$authorities/ca.crt" "system:node:$name" "https://$address:6443"
        printf '    client-certificate: /var/lib/kubelet/pki/kubelet-client-current.pem\n'
        printf '    client-key: /var/lib/kubelet/pki/kubelet-client-current.pem\n'
    } >"$root/etc/kubernetes/kubelet.conf"
    chmod 600 "$root/etc/kubernetes/kubelet.conf"
    rm -rf "$part"
}
