import Steps

/// The only control plane at another address: what kubeadm wrote for the former one is made anew from the cluster's own settings.
struct MovedControlPlane {
    let context: PlanContext
    let machine: Machine
    let former: String

    private static let folder = "/var/lib/drydock/former-address"
    private static let configuration = "/etc/drydock/kubeadm/moved.yaml"

    private var present: String { machine.address }

    /// An address as sed looks for it.
    static func pattern(_ address: String) -> String {
        address.split(separator: ".", omittingEmptySubsequences: false).joined(separator: "\\.")
    }

    var steps: [Step] {
        let node = MovedNode(context: context, machine: machine, former: former)
        return [node.look, keep, write, certificates, files, manifests, member] + maps.map(correct)
    }

    private func step(
        _ key: String, _ title: String, _ why: String, risk: Risk, _ actions: [Action], check: [String], undo: String,
        seconds: Int
    ) -> Step {
        Step(
            key, on: machine.name, phase: .change, title: title, why: why, risk: risk, actions: actions, check: .succeeds(check),
            undo: .none(because: undo), seconds: seconds)
    }

    private var kept: String { "The former files lie in \(Self.folder), and no machine has the former address." }

    private var keep: Step {
        step(
            "keep-former-files", "Keep the present files.", "What is written for the new address stands in the place of the old.",
            risk: .edits,
            [
                .run(Run(["install", "-d", "-m", "0700", Self.folder])),
                .run(
                    Run([
                        "cp", "-a", "--backup=numbered", "-t", Self.folder, "/etc/kubernetes",
                        "/var/lib/kubelet/kubeadm-flags.env",
                    ])),
            ], check: ["test", "-e", "\(Self.folder)/kubernetes/pki/ca.crt"], undo: "The copies do no harm.", seconds: 2)
    }

    /// The API server may not be asked: its certificate and its flags say what they were made from.
    private var write: Step {
        let script = """
            set -eu; umask 077; former=$1 present=$2 node=$3 version=$4 form=$5 file=$6
            manifest=\(KubeadmPath.manifests)/kube-apiserver.yaml
            services=$(sed -n 's/.*--service-cluster-ip-range=//p' "$manifest")
            port=$(sed -n 's/.*--secure-port=//p' "$manifest")
            domain=$(awk '$1 == "clusterDomain:" { print $2 }' /var/lib/kubelet/config.yaml)
            names=$(openssl x509 -in "$7/kubernetes/pki/apiserver.crt" -noout -ext subjectAltName | tr , '\\n' \\
                | sed -n 's/^ *DNS://p; s/^ *IP Address://p' | grep -vxF "$former" | sed 's/.*/"&"/' | paste -s -d , -)
            mkdir -p "$(dirname "$file")"
            {
                printf 'apiVersion: kubeadm.k8s.io/%s\\nkind: InitConfiguration\\nnodeRegistration: {name: "%s"}\\n' "$form" "$node"
                printf 'localAPIEndpoint: {advertiseAddress: "%s", bindPort: %s}\\n---\\n' "$present" "${port:-6443}"
                printf 'apiVersion: kubeadm.k8s.io/%s\\nkind: ClusterConfiguration\\nkubernetesVersion: "%s"\\n' "$form" "$version"
                printf 'networking: {serviceSubnet: "%s", dnsDomain: "%s"}\\n' "$services" "${domain:-cluster.local}"
                printf 'apiServer: {certSANs: [%s]}\\n' "$names"
            } >"$file"
            """
        return step(
            "write-moved-config", "Write down for kubeadm where this node is.",
            "kubeadm makes certificates from it. Names, ranges and the port are those of the certificate and the manifest that are here.",
            risk: .edits,
            [
                .run(
                    Run(
                        NodeScript.words(
                            script,
                            [
                                former, present, machine.name, "v\(context.version)", context.release.configAPI.rawValue,
                                Self.configuration, Self.folder,
                            ])))
            ], check: ["grep", "-qF", "\"\(present)\"", Self.configuration], undo: "The file does no harm.", seconds: 2)
    }

    private var certificates: Step {
        let pki = KubeadmPath.certificates
        let aside = RenewControlPlane.former
        let phases = ["apiserver", "etcd-server", "etcd-peer"].map { phase in
            Action.run(Run(["kubeadm", "init", "phase", "certs", phase, "--config", Self.configuration]))
        }
        return step(
            "make-certificates", "Make the certificates of the API server and etcd for \(present).",
            "Clients refuse a certificate that does not carry the address at which they ask.", risk: .edits,
            [
                .run(Run(["install", "-d", "-m", "0700", aside])),
                .run(
                    Run([
                        "find", pki, "-maxdepth", "1", "-name", "apiserver.*", "-exec", "mv", "--backup=numbered", "-t", aside,
                        "{}", "+",
                    ])),
                .run(
                    Run([
                        "find", "\(pki)/etcd", "-maxdepth", "1", "(", "-name", "server.*", "-o", "-name", "peer.*", ")", "-exec",
                        "mv",
                        "--backup=numbered", "-t", aside, "{}", "+",
                    ])),
            ] + phases,
            check: NodeScript.words(
                "for file in apiserver etcd/server etcd/peer; do openssl x509 -in \"$1/$file.crt\" -noout -checkip \"$2\" | grep -q 'does match' || exit 1; done",
                [pki, present]), undo: kept, seconds: 5)
    }

    private var files: Step {
        let configs = ["admin", "super-admin", "controller-manager", "scheduler", "kubelet"].map { "/etc/kubernetes/\($0).conf" }
        let flags = "/var/lib/kubelet/kubeadm-flags.env"
        return step(
            "move-kubeconfigs", "Put \(present) in place of \(former) in kubeconfigs and the kubelet's flags.",
            "They name the API server by its address, unless the cluster has an endpoint with a name.", risk: .restarts,
            [
                .run(
                    Run([
                        "find", "/etc/kubernetes", "-maxdepth", "1", "-name", "*.conf", "-exec", "sed", "-i",
                        "s#//\(Self.pattern(former)):#//\(present):#", "{}", "+",
                    ])), .run(Run(["sed", "-i", "s#--node-ip=\(Self.pattern(former))#--node-ip=\(present)#", flags])),
                .unit(UnitChange("kubelet.service", .restarted)),
            ],
            check: NodeScript.words(
                "former=$1; shift; ! grep -sqE -e \"(//$former:|--node-ip=$former)\" \"$@\"",
                [Self.pattern(former)] + configs + [flags]),
            undo: kept, seconds: 15)
    }

    private var manifests: Step {
        let paths = ["etcd", "kube-apiserver"].map { "\(KubeadmPath.manifests)/\($0).yaml" }
        // sed -i writes a new file beside the old, whose name begins with sed and which the kubelet would read as a pod.
        let script = """
            set -eu; former=$1 present=$2; shift 2; work=$(mktemp -d)
            for file in "$@"; do
                sed "s/\\b$former\\b/$present/g" "$file" >"$work/new"
                cmp -s "$work/new" "$file" || cat "$work/new" >"$file"
            done
            rm -rf "$work"
            """
        return step(
            "move-manifests", "Put \(present) in place of \(former) in the manifests of etcd and the API server.",
            "They listen at it and tell it to others. The kubelet starts both anew when their manifests change.", risk: .restarts,
            [.run(Run(NodeScript.words(script, [Self.pattern(former), present] + paths)))],
            check: NodeScript.words(
                "former=$1 url=$2; shift 2; ! grep -qwE -e \"$former\" \"$@\" && kubectl --kubeconfig \(KubeadmPath.adminKubeconfig) --server \"$url\" get --raw /readyz",
                [Self.pattern(former), "https://\(present):6443"] + paths), undo: kept, seconds: 120)
    }

    private var member: Step {
        let ask = """
            set -eu; former=$1 present=$2; pki=\(KubeadmPath.certificates)/etcd
            container=$(crictl ps --quiet --state Running --name '^etcd$' | head -n 1)
            [ -n "$container" ] || { echo 'etcd does not run here.' >&2; exit 1; }
            ask() {
                crictl exec "$container" etcdctl --endpoints=https://127.0.0.1:2379 --cacert="$pki/ca.crt" \\
                    --cert="$pki/healthcheck-client.crt" --key="$pki/healthcheck-client.key" "$@"
            }

            """
        return step(
            "move-etcd-member", "Tell etcd where its peers find it.",
            "The list of members keeps the former address, at which the next member would look for this one.", risk: .edits,
            [
                .run(
                    Run(
                        NodeScript.words(
                            ask
                                + "id=$(ask member list | awk -F ', ' -v url=\"//$former:\" 'index($4, url) { print $1 }')\n[ -z \"$id\" ] || ask member update \"$id\" --peer-urls=\"https://$present:2380\"",
                            [former, present])))
            ],
            check: NodeScript.words(
                ask + "list=$(ask member list); case $list in *\"//$former:2380\"*) exit 1 ;; esac", [former, present]),
            undo: kept, seconds: 5)
    }

    /// Settings in the cluster that carry an address: what joining nodes are told, what kube-proxy calls, what kubeadm starts from.
    private var maps: [(space: String, name: String)] {
        [("kube-public", "cluster-info"), ("kube-system", "kubeadm-config")]
            + (context.runsKubeProxy ? [("kube-system", "kube-proxy")] : [])
    }

    private func correct(_ map: (space: String, name: String)) -> Step {
        let ask = "kubectl --kubeconfig \(KubeadmPath.adminKubeconfig) -n \"$1\" get configmap \"$2\" -o yaml"
        let restart =
            map.name == "kube-proxy"
            ? "\nkubectl --kubeconfig \(KubeadmPath.adminKubeconfig) -n kube-system rollout restart daemonset kube-proxy" : ""
        return step(
            "correct-\(map.name)", "Correct the address in the cluster's own \(map.name).",
            map.name == "cluster-info"
                ? "Joining nodes are told to come to the address in it."
                : "It still names the former address, unless the endpoint has a name.",
            risk: .edits,
            [
                .run(
                    Run(
                        NodeScript.words(
                            "set -eu; \(ask) | sed \"s/\\b$3\\b/$4/g\" | kubectl --kubeconfig \(KubeadmPath.adminKubeconfig) replace -f -"
                                + restart,
                            [map.space, map.name, Self.pattern(former), present])))
            ],
            check: NodeScript.words(
                "text=$(\(ask)) && ! printf '%s' \"$text\" | grep -qwE -e \"$3\"", [map.space, map.name, Self.pattern(former)]),
            undo: kept, seconds: 5)
    }
}
