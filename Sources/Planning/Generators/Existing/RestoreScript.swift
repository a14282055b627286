/// Makes data from a snapshot with the program of etcd's own image, whatever the runtime: the kubelet runs it as a static pod, also while
/// there is no API server.
enum RestoreScript {
    /// Arguments: etcd's data folder, the snapshot, the program, and the options of `snapshot restore`.
    static let text = """
        set -eu; umask 077
        data=$1 file=$2 program=$3; shift 3
        rm -rf "$data.restored"
        if command -v etcdutl >/dev/null; then
            etcdutl snapshot restore "$file" --data-dir "$data.restored" "$@"
            exit 0
        fi
        pod=/etc/kubernetes/manifests/etcd-restore.yaml
        trap 'rm -f "$pod"' EXIT
        manifest=/etc/kubernetes/.etcd.drydock-restore
        [ -e "$manifest" ] || manifest=/etc/kubernetes/manifests/etcd.yaml
        image=$(sed -n 's/^[ -]*image: *//p' "$manifest" | head -n 1)
        folder=$(dirname "$data") from=$(dirname "$file")
        {
            printf 'apiVersion: v1\\nkind: Pod\\nmetadata: {name: etcd-restore, namespace: kube-system}\\nspec:\\n'
            printf '  hostNetwork: true\\n  restartPolicy: Never\\n  priorityClassName: system-node-critical\\n  containers:\\n'
            printf '  - name: etcd-restore\\n    image: "%s"\\n    command:\\n' "$image"
            for word in "$program" snapshot restore "$file" --data-dir "$data.restored" "$@"; do printf '    - "%s"\\n' "$word"; done
            printf '    volumeMounts:\\n    - {name: data, mountPath: "%s"}\\n' "$folder"
            [ "$folder" = "$from" ] || printf '    - {name: snapshot, mountPath: "%s", readOnly: true}\\n' "$from"
            printf '  volumes:\\n  - {name: data, hostPath: {path: "%s"}}\\n' "$folder"
            [ "$folder" = "$from" ] || printf '  - {name: snapshot, hostPath: {path: "%s"}}\\n' "$from"
        } >/etc/kubernetes/.etcd-restore.drydock-new
        mv /etc/kubernetes/.etcd-restore.drydock-new "$pod"
        left=900
        until id=$(crictl ps --quiet --all --state Exited --name '^etcd-restore$' | head -n 1) && [ -n "$id" ]; do
            left=$((left - 1)); [ "$left" -gt 0 ] || { echo 'The pod that restores did not come to its end.' >&2; exit 1; }
            sleep 1
        done
        crictl logs "$id"
        [ -s "$data.restored/member/snap/db" ] || { echo "$program made no data. Where etcd's image lacks it, put etcdutl of etcd's release here." >&2; exit 1; }
        """
}
